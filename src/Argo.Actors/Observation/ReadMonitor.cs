using Argo.Actors.Execution;

namespace Argo.Actors.Observation;

/// <summary>
/// A monitor that says what the real one has said last: an observer takes its snapshots from this one, so
/// that it does not wait.
/// </summary>
internal sealed class ReadMonitor : ISecurityMonitor
{
    /// <summary>What the real one has said; a fault where it failed.</summary>
    public Observed<SecurityReading> Latest { get; set; } = SecurityReading.Unknown;

    public SecurityReading Read() => Latest.Fault is { } fault
        ? throw new InvalidOperationException(fault)
        : Latest.Value;
}
