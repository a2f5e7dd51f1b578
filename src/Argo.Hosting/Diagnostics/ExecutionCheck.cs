using Argo.Actors.Rollback;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Hosting.Adapters;
using Argo.Storage;
using Argo.Workspaces.Transactions;

namespace Argo.Hosting.Diagnostics;

/// <summary>
/// Journal and index: each execution of one is in the other, and both say the same of how it ended.
/// </summary>
internal static class ExecutionCheck
{
    private const string Check = "execution";
    private const string Prefix = "rollback-";

    public static bool IsEnd(string manifest) =>
        NameOf(manifest) is "completed" or "aborted" or "rolled-back" or "abandoned";

    public static IEnumerable<DoctorFinding> Examine(StoreInspection store)
    {
        var known =
            store.Executions.Select(entry => entry.ExecutionId)
                .Concat(store.Unreadable.Select(row => row.ExecutionId))
                .Select(RollbackState.PersistenceIdOf).ToHashSet();
        return
        [
            .. store.Unreadable.Select(row => new DoctorFinding(
                Check, row.ExecutionId, DoctorStatus.Problem,
                $"its row in the index cannot be read, so it is never touched ({row.Reason.TrimEnd('.')})",
                "restore the store from a backup")),
            .. store.Executions.SelectMany(entry => Examine(entry, store)),
            .. store.LastEvents.Keys.Where(
                id => id.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(id))
                .Select(id => new DoctorFinding(
                    Check, id[Prefix.Length..], DoctorStatus.Problem,
                    $"the journal has it (last: {store.LastEvents[id]}), but the index of executions "
                    + "does not",
                    "restore the store from a backup; until then nothing of it is touched")),
        ];
    }

    private static IEnumerable<DoctorFinding> Examine(ExecutionEntry entry, StoreInspection store)
    {
        var stream = RollbackState.PersistenceIdOf(entry.ExecutionId);
        var facts = store.OpenStreams.GetValueOrDefault(stream);
        if (entry.State is not ExecutionState.Abandoned
            && LostEvents.WhyQuarantined(entry, facts, store) is { } why)
            return [Quarantined(entry, why)];
        var state = RollbackJournal.TryFold(facts ?? []).State;
        if (Displaced(entry, state) is { } displaced)
            return [displaced];
        return entry.State switch
        {
            ExecutionState.Queued or ExecutionState.Running => Unfinished(entry),
            ExecutionState.Parked => Parked(entry, state),
            ExecutionState.Halted when state is { Phase: RollbackPhase.Halted } => [Halted(entry)],
            _ => Ended(entry, store.LastEvents.GetValueOrDefault(stream)),
        };
    }

    /// <summary>
    /// An undo acts only in the directory that its plan was made in: where that is not there, to try again
    /// settles nothing.
    /// </summary>
    private static DoctorFinding? Displaced(ExecutionEntry entry, RollbackState? state)
    {
        if (state is not { Plan: { } plan, IsOpenToUndo: true } || MayRun(entry)
            || WhyNotAt(state.RelocatedTo ?? entry.WorkspaceRoot, plan.RootIdentity) is not { } why)
            return null;
        return new(Check, entry.ExecutionId, DoctorStatus.Problem,
            $"it is {entry.State}, and cannot be undone: {why}",
            $"put the directory back and type: argo recover {entry.ExecutionId}; or name the one that its "
            + $"files are in by now: argo recover {entry.ExecutionId} --workspace DIR; or give it up: "
            + Abandon(entry));
    }

    private static string? WhyNotAt(string root, FileIdentity identity)
    {
        try
        {
            return WorkspaceInspection.Look(root).RootIdentity.IsSameObject(identity) ? null
                : $"{root} is not the directory that it worked in (copied, moved or restored)";
        }
        catch (WorkspaceException gone)
        {
            return gone.Message;
        }
    }

    private static string Abandon(ExecutionEntry entry) =>
        $"argo recover {entry.ExecutionId} --abandon --reason TEXT";

    private static DoctorFinding Quarantined(ExecutionEntry entry, string why) =>
        new(Check, entry.ExecutionId, DoctorStatus.Problem,
            $"it is quarantined: {why}, so it is never touched",
            "restore the store from a backup, or use the newer argo that wrote it; what its steps took out "
            + $"of the tree lies in {entry.WorkspaceRoot}/.argo/x. To give it up: {Abandon(entry)}");

    private static IEnumerable<DoctorFinding> Unfinished(ExecutionEntry entry) =>
        ProcessOwner.LifeOf(entry.Owner) switch
        {
            OwnerLife.Alive => [new(Check, entry.ExecutionId, DoctorStatus.Note,
                $"it is {entry.State}, in process {entry.Owner}")],
            OwnerLife.Gone => [new(Check, entry.ExecutionId, DoctorStatus.Problem,
                $"it is {entry.State}, but its process ({entry.Owner}) is gone",
                $"argo recover {entry.ExecutionId}")],
            _ => [OfUnknownProcess(entry)],
        };

    /// <summary>
    /// Where its process cannot be seen, the workspace's lock tells whether anybody is at work.
    /// </summary>
    private static DoctorFinding OfUnknownProcess(ExecutionEntry entry)
    {
        var process = $"it is {entry.State}, in process {entry.Owner}, of another host or PID namespace: "
            + "whether that still runs cannot be told from here";
        return HolderOf(entry.WorkspaceRoot) is { } holder
            ? new(Check, entry.ExecutionId, DoctorStatus.Note, $"{process}; {holder} holds its workspace")
            : new(Check, entry.ExecutionId, DoctorStatus.Problem,
                $"{process}; nobody holds its workspace", $"argo recover {entry.ExecutionId}");
    }

    /// <summary>Who is at work in a workspace; null when nobody is, or it cannot be read.</summary>
    public static string? HolderOf(string root)
    {
        try
        {
            return WorkspaceInspection.Look(root).Holder;
        }
        catch (WorkspaceException)
        {
            return null; // the check of the workspace says so
        }
    }

    private static bool MayRun(ExecutionEntry entry) =>
        entry.State is ExecutionState.Queued or ExecutionState.Running
            ? !ProcessOwner.IsGone(entry.Owner)
            : ProcessOwner.IsAlive(entry.Owner);

    private static DoctorFinding Halted(ExecutionEntry entry) =>
        new(Check, entry.ExecutionId, DoctorStatus.Problem,
            "security halted it, and it was not undone: what its steps changed stands, and no plan that "
            + "needs the same paths runs",
            $"argo recover {entry.ExecutionId}; or give it up: {Abandon(entry)}");

    private static IEnumerable<DoctorFinding> Parked(ExecutionEntry entry, RollbackState? state)
    {
        foreach (var conflict in state?.Conflicts ?? [])
        {
            yield return new(Check, entry.ExecutionId, DoctorStatus.Problem,
                $"its undo is in conflict at '{conflict.Path}': expected {conflict.Expected}, found "
                + $"{conflict.Found}",
                conflict.Advice);
        }

        if (state is not { Conflicts.IsEmpty: false })
        {
            yield return new(Check, entry.ExecutionId, DoctorStatus.Problem,
                $"its undo could not finish: {string.Join("; ", state?.Left ?? [])}",
                $"argo recover {entry.ExecutionId}; or give it up: {Abandon(entry)}");
        }
    }

    private static IEnumerable<DoctorFinding> Ended(ExecutionEntry entry, string? lastEvent)
    {
        var journaled = lastEvent is null ? "nothing" : NameOf(lastEvent);
        var agrees = entry.State switch
        {
            ExecutionState.Completed or ExecutionState.Partial => journaled is "completed",
            ExecutionState.RolledBack => journaled is "rolled-back",
            ExecutionState.Halted => journaled is "halted"
                or "nothing" or "aborted", // before anything had changed
            ExecutionState.Abandoned => true, // its journal may be what could not be read
            _ => journaled is "nothing" or "aborted" or "rolled-back",
        };
        return agrees ? [] : [new(Check, entry.ExecutionId, DoctorStatus.Problem,
            $"the index says {entry.State}, and the journal, which is the truth, says {journaled}",
            $"look at 'argo show {entry.ExecutionId}' and at the tree; restore the store from a backup if "
            + "they differ")];
    }

    private static string NameOf(string manifest) =>
        manifest.StartsWith(Prefix, StringComparison.Ordinal) ? manifest[Prefix.Length..].Split('.')[0]
            : manifest;
}
