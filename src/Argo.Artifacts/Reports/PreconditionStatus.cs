using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Reports;

/// <summary>Whether what a step needs was seen on disk.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<PreconditionStatus>))]
public enum PreconditionStatus
{
    /// <summary>Seen.</summary>
    Met,

    /// <summary>Seen not to hold.</summary>
    Unmet,

    /// <summary>Could not be looked at.</summary>
    Unknown,
}
