using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Reports;

/// <summary>What a dry run found.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<SimulationStatus>))]
public enum SimulationStatus
{
    /// <summary>Every step can be done and undone.</summary>
    Success,

    /// <summary>A precondition is unmet, or a step cannot be simulated.</summary>
    Blocked,

    /// <summary>A change has no feasible undo, and the plan does not accept that.</summary>
    Unsafe,
}
