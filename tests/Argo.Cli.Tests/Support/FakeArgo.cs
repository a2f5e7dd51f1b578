using System.Collections.Immutable;
using Argo.Actors;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Cli.Session;
using Argo.Hosting;
using Argo.Hosting.Diagnostics;
using Argo.Hosting.Evidence;
using Argo.TestSupport;

namespace Argo.Cli.Tests.Support;

/// <summary>
/// A host and an archive that answer what a test tells them, and remember what they were asked.
/// </summary>
internal sealed class FakeArgo : IHostSession, IArgo, IArgoArchive, IArgoStages, IArgoStorePresence
{
    public DryRunExecutionReport Report { get; set; } = Some.Report();

    public Func<CancellationToken, Task<ExecutionEnd>> Execute { get; set; } = _ =>
        Task.FromResult(Some.End(ExecutionState.Completed));

    public ExecutionProtocol.Recovered Recovered { get; set; } = new([], []);

    public List<StoredExecution> Stored { get; } = [];

    public List<StoredDocument> Documents { get; } = [];

    public ApproveRequest? Approved { get; private set; }

    public ExecuteRequest? Executed { get; private set; }

    public string? AskedWorkspace { get; private set; }

    public bool Exists() => true;

    public void Require()
    {
    }

    public T Open<T>()
        where T : notnull => this is T known
            ? known
            : throw new NotSupportedException($"no test of this kind uses {typeof(T).Name}");

    public Task<IArgo> StartAsync(bool recovers, CancellationToken cancellation) =>
        Task.FromResult<IArgo>(this);

    public Task<ExecutionProtocol.Recovered> ResolveAsync(
        ExecutionId execution, ConflictDecision decision, CancellationToken cancellation = default) =>
        Task.FromResult(Recovered);

    public Task<ImmutableArray<ParkedExecution>> ListParkedAsync(CancellationToken cancellation = default) =>
        Task.FromResult<ImmutableArray<ParkedExecution>>([]);

    public Task<ImmutableArray<UnsettledExecution>> ListUnsettledAsync(
        CancellationToken cancellation = default) => Task.FromResult<ImmutableArray<UnsettledExecution>>([]);

    public Task<string?> FindApprovalUserAsync(
        string approvalId, CancellationToken cancellation = default) => Task.FromResult<string?>(null);

    public Task<ImmutableArray<UnsettledExecution>> FindInTheWayAsync(
        ExecutionPlanArtifact plan, WorkspaceRef workspace, CancellationToken cancellation = default) =>
        Task.FromResult<ImmutableArray<UnsettledExecution>>([]);

    public Task<StoredDocument?> FindDocumentAsync(
        string idOrPrefix, CancellationToken cancellation = default) =>
        Task.FromResult(Documents.Find(one => one.Id.StartsWith(idOrPrefix, StringComparison.Ordinal)));

    public Task<ImmutableArray<UnknownStage>> FindUnknownAsync(
        string workspaceRoot, CancellationToken cancellation = default) =>
        Task.FromResult<ImmutableArray<UnknownStage>>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<WorkspaceRef> ResolveWorkspaceAsync(
        string? nameOrDirectory, ExecutionPlanArtifact? plan, CancellationToken cancellation = default)
    {
        AskedWorkspace = nameOrDirectory;
        return Task.FromResult(new WorkspaceRef("ws", "/ws"));
    }

    /// <summary>What happens while a simulation or an execution goes on.</summary>
    public Action WhileSimulating { get; set; } = () => { };

    public Action<IProgress<ExecutionProgress>?> WhileExecuting { get; set; } = _ => { };

    public Task<DryRunExecutionReport> DryRunAsync(
        DryRunRequest request, CancellationToken cancellation = default)
    {
        WhileSimulating();
        return Task.FromResult(Report);
    }

    public Task<DryRunExecutionReport> VerifyReportAsync(
        DryRunExecutionReport report, CancellationToken cancellation = default) => report.HasItsDigest()
            ? Task.FromResult(report)
            : throw new ArgoException(ArgoFault.Refused, "diff: the report was altered");

    public Task<ApprovalArtifact> ApproveAsync(
        ApproveRequest request, CancellationToken cancellation = default)
    {
        Approved = request;
        return Task.FromResult(new ApprovalArtifact
        {
            ApprovalId = "approval-1",
            ReportId = request.Report.ReportId,
            ReportDigest = request.Report.ReportDigest,
            PlanId = request.Report.ExecutionPlanId,
            Approver = request.Approver,
            ApprovedAt = Some.Noon,
            ExpiresAt = Some.Noon + (request.Lifetime ?? TimeSpan.FromMinutes(15)),
        });
    }

    public Task<ExecutionEnd> ExecuteAsync(
        ExecuteRequest request, IProgress<ExecutionProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        Executed = request;
        WhileExecuting(progress);
        return Execute(cancellation);
    }

    public IAsyncEnumerable<ExecutionProgress> WatchAsync(
        ExecutionId execution, CancellationToken cancellation = default) =>
        throw new NotSupportedException("no command watches");

    public Task<ExecutionProtocol.CancelAnswer> CancelAsync(
        ExecutionId execution, string reason, CancellationToken cancellation = default) =>
        Task.FromResult(new ExecutionProtocol.CancelAnswer(execution, true, reason));

    public Task<ExecutionProtocol.Recovered> RecoverAsync(
        ExecutionId? execution = null, CancellationToken cancellation = default) =>
        Task.FromResult(Recovered);

    public Task<ExecutionProtocol.Recovered> RecoverWorkspaceAsync(
        string workspaceRoot, CancellationToken cancellation = default) => Task.FromResult(Recovered);

    public Task<ExecutionProtocol.Recovered> AbandonAsync(
        ExecutionId execution, Abandonment decision, CancellationToken cancellation = default) =>
        Task.FromResult(Recovered);

    public Task<ExecutionProtocol.Recovered> RecoverInAsync(
        ExecutionId execution, Relocation relocation, CancellationToken cancellation = default) =>
        Task.FromResult(Recovered);

    public Task<ImmutableArray<UnreadableExecution>> ListUnreadableAsync(
        CancellationToken cancellation = default) =>
        Task.FromResult(ImmutableArray<UnreadableExecution>.Empty);

    public Task<ImmutableArray<ExecutionEntry>> ListAsync(
        ListRequest? request = null, CancellationToken cancellation = default) =>
        Task.FromResult<ImmutableArray<ExecutionEntry>>(
            [.. Stored.Select(stored => stored.Entry).Take(request?.Limit ?? 50)]);

    public Task<StoredExecution?> FindAsync(string idOrPrefix, CancellationToken cancellation = default) =>
        Task.FromResult(
            Stored.Find(stored => stored.Entry.ExecutionId.StartsWith(idOrPrefix, StringComparison.Ordinal)));

    public Task<RollbackScaffold?> PlanRollbackAsync(
        string idOrPrefix, CancellationToken cancellation = default) =>
        throw new NotSupportedException("no screen test asks for guidance");
}
