namespace Argo.Actors.Observation;

/// <summary>Says how safe the host is; a host that watches itself supplies one.</summary>
public interface ISecurityMonitor
{
    /// <summary>The states now. Quick, and callable from any thread.</summary>
    /// <remarks>
    /// Argo calls it on a thread of the pool. One that throws, or has not answered within
    /// <see cref="Supervision.ExecutionLimits.MonitorTimeout"/>, is taken to forbid: nothing runs until it
    /// answers.
    /// </remarks>
    SecurityReading Read();
}
