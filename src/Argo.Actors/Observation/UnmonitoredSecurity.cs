namespace Argo.Actors.Observation;

/// <summary>A host without a security monitor: the states are UNKNOWN.</summary>
public sealed class UnmonitoredSecurity : ISecurityMonitor
{
    /// <inheritdoc/>
    public SecurityReading Read() => SecurityReading.Unknown;
}
