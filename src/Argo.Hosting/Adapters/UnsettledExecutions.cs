using System.Collections.Immutable;
using Argo.Actors;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Adapters;

/// <summary>
/// Finds the executions of this store that left a workspace half changed: halted, parked, or left behind by a
/// process that is gone. Reads only.
/// </summary>
internal sealed class UnsettledExecutions(ArgoStore store, ArtifactArchive archive)
{
    /// <summary>All of them, the oldest first.</summary>
    public async Task<ImmutableArray<UnsettledExecution>> FindAsync()
    {
        var halted = new ExecutionFilter { State = ExecutionState.Halted, Limit = int.MaxValue };
        var open = (await store.Executions.UnfinishedAsync().ConfigureAwait(false))
            .Concat(await store.Executions.ListAsync(halted).ConfigureAwait(false))
            .OrderBy(entry => entry.SubmittedAt);
        var found = ImmutableArray.CreateBuilder<UnsettledExecution>();
        foreach (var entry in open.Where(MayBeUnsettled))
        {
            var facts = await store.Streams.ReadAsync(RollbackState.PersistenceIdOf(entry.ExecutionId))
                .ConfigureAwait(false);
            if (WhyUnsettled(entry, RollbackJournal.TryFold(facts)) is { } one)
                found.Add(one);
        }

        return found.ToImmutable();
    }

    /// <summary>Those that hold a path which a plan needs.</summary>
    /// <param name="request">The plan and its workspace, with the report where there is one.</param>
    public async Task<ImmutableArray<UnsettledExecution>> FindInTheWayAsync(ExecutionRequest request)
    {
        var found = ImmutableArray.CreateBuilder<UnsettledExecution>();
        foreach (var one in await FindAsync().ConfigureAwait(false))
        {
            if (one.Entry.ExecutionId != request.ExecutionId.Value
                && request.Overlaps(await RequestOfAsync(one.Entry).ConfigureAwait(false)))
                found.Add(one);
        }

        return found.ToImmutable();
    }

    /// <summary>Refuses to work on what one of them holds; called under the workspace's lock.</summary>
    /// <exception cref="WorkspaceException">Refused: there is such an execution.</exception>
    public void Refuse(ExecutionRequest request)
    {
        if (FindInTheWayAsync(request).GetAwaiter().GetResult() is [var one, ..]) // on a thread for disk work
            throw new WorkspaceException(
                WorkspaceFault.Refused,
                $"Nothing runs over a tree that is half changed: {one.Sentence}. {one.Remedy}; then simulate "
                + "the plan again.");
    }

    private static bool MayBeUnsettled(ExecutionEntry entry) =>
        entry.State is ExecutionState.Halted or ExecutionState.Parked || !ProcessOwner.IsAlive(entry.Owner);

    private static UnsettledExecution? WhyUnsettled(
        ExecutionEntry entry, (RollbackState? State, string? Unreadable) journal) => journal.State switch
    {
        null => new(entry, $"is quarantined, for its journal cannot be read ({journal.Unreadable})"),
        { Plan: null } or { IsOpenToUndo: false } => null,
        var state => new(
            state.RelocatedTo is { } root ? entry with { WorkspaceRoot = root } : entry,
            state.Phase switch
            {
                RollbackPhase.Halted => "was halted by security and not undone",
                RollbackPhase.Parked => "is parked, for its undo could not finish",
                _ when entry.State is ExecutionState.Parked => "is parked, for its undo could not finish",
                _ => "was left behind by a process that does not run any more",
            }),
    };

    private async Task<ExecutionRequest> RequestOfAsync(ExecutionEntry entry) => new()
    {
        ExecutionId = new ExecutionId(entry.ExecutionId),
        Plan = await TryReadAsync<ExecutionPlanArtifact>(entry.PlanDigest).ConfigureAwait(false)
            ?? new ExecutionPlanArtifact { PlanId = entry.PlanId },
        Report = await TryReadAsync<DryRunExecutionReport>(entry.ReportDigest).ConfigureAwait(false),
        Workspace = entry.Workspace,
        WorkspaceRoot = entry.WorkspaceRoot,
    };

    private async Task<T?> TryReadAsync<T>(string? digest)
        where T : class
    {
        try
        {
            return await archive.ReadAsync<T>(digest).ConfigureAwait(false);
        }
        catch (ArtifactFormatException)
        {
            return null; // 'argo verify' names it; the other of the two may still tell its paths
        }
    }
}
