using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Plans;

/// <summary>What the planner says of a step's undo; Argo checks it for itself.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<RollbackCapability>))]
public enum RollbackCapability
{
    /// <summary>The step can be undone wholly.</summary>
    Full,

    /// <summary>The step can be undone in part.</summary>
    Partial,

    /// <summary>The step cannot be undone.</summary>
    None,
}
