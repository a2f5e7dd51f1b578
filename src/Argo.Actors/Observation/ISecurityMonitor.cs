namespace Argo.Actors.Observation;

/// <summary>Says how safe the host is; a host that watches itself supplies one.</summary>
public interface ISecurityMonitor
{
    /// <summary>The states now. Quick, and callable from any thread.</summary>
    SecurityReading Read();
}
