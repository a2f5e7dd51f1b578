using Argo.Artifacts.Security;

namespace Argo.Actors.Observation;

/// <summary>What a security monitor says at one moment.</summary>
/// <param name="SecurityState">Of the host.</param>
/// <param name="BoundaryState">Of the boundary around it.</param>
public sealed record SecurityReading(SecurityState SecurityState, BoundaryState BoundaryState)
{
    /// <summary>What is known without a monitor: nothing.</summary>
    public static readonly SecurityReading Unknown = new(SecurityState.Unknown, BoundaryState.Unknown);

    /// <summary>Whether nothing may run: COMPROMISED or LOCKDOWN.</summary>
    public bool ForbidsExecution => SecurityState is SecurityState.Compromised or SecurityState.Lockdown;

    /// <summary>
    /// The most severe state of both monitors, for host and boundary each; an unknown state does not count.
    /// </summary>
    public SecurityReading Worse(SecurityReading other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new SecurityReading(
            (SecurityState)Math.Max((int)SecurityState, (int)other.SecurityState),
            (BoundaryState)Math.Max((int)BoundaryState, (int)other.BoundaryState));
    }
}
