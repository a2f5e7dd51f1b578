using System.Collections.Immutable;
using Argo.Actors;
using Argo.Actors.Ports;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Hosting.Evidence;
using Argo.Storage;
using Argo.Storage.Repositories;
using Argo.Workspaces.Transactions;

namespace Argo.Hosting.Adapters;

/// <summary>The store as the actors see it.</summary>
internal sealed class ExecutionRepository(
    ArgoStore store, ArtifactArchive archive, ReceiptWriter receipts, StoreRetry retry, TimeProvider time,
    Failpoints failpoints)
    : IExecutionRepository
{
    private const int RecentCount = 50;

    private readonly ApprovalUsers _users = new(store);

    public async Task<Admission> AdmitAsync(ExecutionRequest request)
    {
        var (plan, report, approval) = (request.Plan, request.Report, request.Approval);
        var entry = new ExecutionEntry
        {
            ExecutionId = request.ExecutionId.Value,
            PlanId = plan.PlanId,
            PlanDigest = ArtifactDigest.Of(plan),
            ReportDigest = report is null ? null : ArtifactDigest.Of(report),
            ApprovalDigest = approval is null ? null : ArtifactDigest.Of(approval),
            Workspace = request.Workspace,
            WorkspaceRoot = request.WorkspaceRoot,
            State = ExecutionState.Queued,
            Owner = ProcessOwner.Current,
            SubmittedAt = time.GetUtcNow(),
        };
        var tries = 0;
        var admission = await CommitAsync("admitted", async () =>
        {
            tries++;
            // queued before the entry, so never after it on disk; a report or an approval that this store
            // does not keep already is none of its own, and handing it in does not make it one
            var kept = archive.KeepAsync(plan);
            var admitted = await store.Executions.AdmitAsync(entry).ConfigureAwait(false);
            await kept.ConfigureAwait(false);
            return admitted;
        }).ConfigureAwait(false);
        // an earlier try may have been kept, and only its answer lost
        var isNew = admission.IsNew || (tries > 1 && admission.Entry == entry);
        return new Admission(admission.Entry, !isNew);
    }

    public Task MarkRunningAsync(ExecutionId execution) => retry.RunAsync(() =>
        store.Executions.UpdateStateAsync(execution.Value, ExecutionState.Running, ProcessOwner.Current));

    public async Task FinishAsync(
        ExecutionId execution, ExecutionState state, ExecutionResultArtifact result, ExecutionRecord record)
    {
        var (keptResult, keptRecord) = (ArtifactArchive.Pack(result), ArtifactArchive.Pack(record));
        var finished = new FinishedExecution
        {
            ExecutionId = execution.Value,
            Stream = RollbackState.PersistenceIdOf(execution.Value),
            State = state,
            ResultDigest = keptResult.Digest,
            RecordDigest = keptRecord.Digest,
            FinishedAt = time.GetUtcNow(),
            Artifacts = [keptResult, keptRecord],
            Receipt = order => receipts.Write(order, result, record.CompletionReason),
        };
        if (!await CommitAsync("ended", () => store.Executions.FinishAsync(finished)).ConfigureAwait(false))
            throw Unknown(execution);
    }

    public Task<ExecutionEnd?> FindEndAsync(ExecutionId execution) =>
        retry.RunAsync(() => ReadEndAsync(execution));

    private async Task<ExecutionEnd?> ReadEndAsync(ExecutionId execution)
    {
        var entry = await store.Executions.GetAsync(execution.Value).ConfigureAwait(false);
        if (entry is not { ResultDigest: { } result, RecordDigest: { } record }
            || entry.ExecutionId != execution.Value)
            return null;
        return new ExecutionEnd(
            entry.State,
            await archive.ReadAsync<ExecutionResultArtifact>(result).ConfigureAwait(false)
                ?? throw Missing(execution, "result"),
            await archive.ReadAsync<ExecutionRecord>(record).ConfigureAwait(false)
                ?? throw Missing(execution, "record"));
    }

    public Task<ImmutableArray<ExecutionState>> FindToldStatesAsync(ExecutionId execution) =>
        retry.RunAsync(() => ReportedStates.ReadAsync(store, execution.Value));

    public async Task<ImmutableArray<ExecutionEntry>> FindAbandonedAsync() =>
    [
        .. (await store.Executions.UnfinishedAsync().ConfigureAwait(false))
            .Where(entry => entry.State is ExecutionState.Parked || !ProcessOwner.IsAlive(entry.Owner)),
        .. await FindUncollectedAsync().ConfigureAwait(false),
    ];

    /// <summary>
    /// Executions that ended, and whose stage is there all the same, as after a power loss. Only recent ones
    /// are looked for, because every start pays for the search.
    /// </summary>
    private async Task<IEnumerable<ExecutionEntry>> FindUncollectedAsync()
    {
        var some = new ExecutionFilter { Limit = RecentCount };
        var recent = await store.Executions.ListAsync(some).ConfigureAwait(false);
        return recent
            .Where(entry => IsEnded(entry.State) && !ProcessOwner.IsAlive(entry.Owner))
            .GroupBy(entry => entry.WorkspaceRoot)
            .SelectMany(group =>
            {
                var left = LeftStages.Find(group.Key, group.Select(entry => entry.ExecutionId));
                return group.Where(entry => left.Contains(entry.ExecutionId));
            });
    }

    private static bool IsEnded(ExecutionState state) => state is
        ExecutionState.Completed or ExecutionState.Partial
        or ExecutionState.RolledBack or ExecutionState.Aborted;

    public async Task<string?> FindLiveOwnerAsync(ExecutionId execution)
    {
        var entry = await store.Executions.FindExactAsync(execution.Value).ConfigureAwait(false);
        return entry is { State: ExecutionState.Queued or ExecutionState.Running, Owner: { } owner }
            && owner != ProcessOwner.Current && ProcessOwner.IsAlive(owner) ? owner : null;
    }

    public async Task<ExecutionRequest?> LoadRequestAsync(ExecutionId execution)
    {
        var entry = await store.Executions.GetAsync(execution.Value).ConfigureAwait(false);
        if (entry is null || entry.ExecutionId != execution.Value)
            return null;
        var plan = await archive.ReadAsync<ExecutionPlanArtifact>(entry.PlanDigest).ConfigureAwait(false);
        return plan is null || ArtifactDigest.Of(plan) != entry.PlanDigest ? null : new ExecutionRequest
        {
            ExecutionId = execution,
            Plan = plan,
            Report = await archive.ReadAsync<DryRunExecutionReport>(entry.ReportDigest).ConfigureAwait(false),
            Approval = await archive.ReadAsync<ApprovalArtifact>(entry.ApprovalDigest).ConfigureAwait(false),
            Workspace = entry.Workspace,
            WorkspaceRoot = entry.WorkspaceRoot,
        };
    }

    public async Task<ExecutionRequest?> LoadRemainsAsync(ExecutionId execution) =>
        await store.Executions.FindExactAsync(execution.Value).ConfigureAwait(false) is { } entry
            ? new ExecutionRequest
            {
                ExecutionId = execution,
                Plan = new ExecutionPlanArtifact { PlanId = entry.PlanId },
                Workspace = entry.Workspace,
                WorkspaceRoot = entry.WorkspaceRoot,
            }
            : null;

    public Task<string?> FindConsumerAsync(string approvalId) =>
        retry.RunAsync(() => store.Approvals.ConsumerAsync(approvalId));

    public Task<string?> FindUserAsync(string approvalId) =>
        retry.RunAsync(() => _users.FindAsync(approvalId));

    public Task<string?> FindRefusalAsync(string approvalId) =>
        retry.RunAsync(() => store.Approvals.FindRefusalAsync(approvalId));

    public Task RefuseAsync(string approvalId, ExecutionId execution, string refusal) => retry.RunAsync(
        async () =>
        {
            await store.Approvals.RefuseAsync(approvalId, execution.Value, refusal).ConfigureAwait(false);
            return true;
        });

    public Task<bool> TryConsumeAsync(string approvalId, ExecutionId execution) => CommitAsync(
        "consumed", () => store.Approvals.TryConsumeAsync(approvalId, execution.Value));

    /// <summary>A commit between its failpoints; tried again where it got no answer.</summary>
    private Task<T> CommitAsync<T>(string name, Func<Task<T>> commit) => retry.RunAsync(async () =>
    {
        failpoints.Hit($"commit.{name}.before");
        var done = await commit().ConfigureAwait(false);
        failpoints.Hit($"commit.{name}.after");
        return done;
    });

    private static InvalidOperationException Unknown(ExecutionId execution) =>
        new($"The store does not know {execution}: its end was not kept.");

    private static InvalidDataException Missing(ExecutionId execution, string kind) =>
        new($"The {kind} of {execution} is missing in the store.");
}
