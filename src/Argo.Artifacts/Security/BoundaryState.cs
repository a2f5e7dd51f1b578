using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Security;

/// <summary>What the security monitor says of the boundary around the host.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<BoundaryState>))]
public enum BoundaryState
{
    /// <summary>There is no monitor.</summary>
    Unknown,

    /// <summary>All is well.</summary>
    Nominal,

    /// <summary>Under watch.</summary>
    Elevated,

    /// <summary>Breached.</summary>
    Compromised,

    /// <summary>Closed.</summary>
    Lockdown,
}
