using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Artifacts.Security;

namespace Argo.Actors.Supervision;

/// <summary>What the actors need from outside, joined by the host.</summary>
/// <param name="Sites">The disk.</param>
/// <param name="Ledger">The store.</param>
/// <param name="Authority">The host's key.</param>
/// <param name="Security">The security monitor; joined by the host from all that know.</param>
/// <param name="Time">The clock.</param>
/// <param name="Limits">Bounds.</param>
/// <param name="Redactor">Takes secrets out of what records keep.</param>
/// <param name="RecoversAtStart">Whether the supervisor's start takes over what dead processes left.</param>
public sealed record ExecutionServices(
    IWorkspaceTransactions Sites,
    IExecutionRepository Ledger,
    IApprovalAuthority Authority,
    ISecurityMonitor Security,
    TimeProvider Time,
    ExecutionLimits Limits,
    Redactor Redactor,
    bool RecoversAtStart = true)
{
    /// <summary>Asks <see cref="Security"/> without waiting in an actor.</summary>
    internal SecurityProbe Probe { get; } = new(Security, Limits.MonitorTimeout);
}
