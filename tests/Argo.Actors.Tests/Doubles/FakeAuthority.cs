using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Reports;

namespace Argo.Actors.Tests.Doubles;

/// <summary>A host that has signed everything, unless a test says otherwise.</summary>
internal sealed class FakeAuthority : IApprovalAuthority
{
    /// <summary>Why no report is this host's own; null: each is.</summary>
    public string? ReportFault { get; set; }

    /// <summary>Set when the key cannot be read.</summary>
    public Exception? Damage { get; set; }

    public Task<string?> FindFaultAsync(DryRunExecutionReport report) =>
        Damage is null ? Task.FromResult(ReportFault) : Task.FromException<string?>(Damage);

    public Task<string?> FindFaultAsync(ApprovalArtifact approval) => Task.FromResult<string?>(null);
}
