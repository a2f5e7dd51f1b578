using Argo.Artifacts;

namespace Argo.Actors.Observation;

/// <summary>What a security monitor says at one moment.</summary>
/// <param name="SecurityState">Of the host.</param>
/// <param name="BoundaryState">Of the boundary around it.</param>
public sealed record SecurityReading(SecurityState SecurityState, BoundaryState BoundaryState)
{
    /// <summary>What is known without a monitor: nothing.</summary>
    public static readonly SecurityReading Unknown = new(SecurityState.Unknown, BoundaryState.Unknown);
}
