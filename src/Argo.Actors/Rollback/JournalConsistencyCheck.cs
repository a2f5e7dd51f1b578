using Argo.Actors.Ports;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using static Argo.Actors.Rollback.RollbackEvents;

namespace Argo.Actors.Rollback;

/// <summary>
/// Whether an execution's journal can be the whole one: it is held against everything else that tells of the
/// execution, before anything is done about it.
/// </summary>
/// <remarks>
/// A store that lost rows, such as a restored backup or a replica that lags, makes an execution look as if it
/// had never begun or never ended. Undoing, aborting or collecting it then destroys what its steps took out.
/// </remarks>
public static class JournalConsistencyCheck
{
    private const string Lost = "events are missing";

    /// <summary>Why the journal cannot be whole, as the store tells; null when it may be.</summary>
    /// <param name="journal">The journal, folded.</param>
    /// <param name="told">The states that the index of executions and the signed receipts tell of.</param>
    public static string? WhyNot(RollbackState journal, IEnumerable<ExecutionState> told)
    {
        var missing = told.Where(state => !IsJournaled(journal, state)).ToArray();
        return missing is [var state, ..]
            ? $"the store says that it was {Words(state)}, and its journal has no such event: {Lost}"
            : null;
    }

    /// <summary>Why the journal cannot be whole, as the disk tells; null when it may be.</summary>
    /// <param name="journal">The journal, folded.</param>
    /// <param name="isApprovalUsed">Whether the execution has used its approval.</param>
    /// <param name="traces">What its workspace shows.</param>
    public static string? WhyNot(RollbackState journal, bool isApprovalUsed, DiskTraces traces)
    {
        if (traces.Epoch is { } claim && claim > journal.Epoch)
            return $"undo {claim} has claimed its stage, and its journal has no such event: {Lost}";
        if (journal.Plan is not null)
            return null;
        if (!traces.Originals.IsEmpty)
            return "its steps took objects out of the tree, which lie in "
                + $"{string.Join(", ", traces.Originals)}, and its journal has no undo of them: "
                + Lost;
        return journal.Phase is RollbackPhase.Open && !traces.Drifts.IsEmpty
            ? $"{(isApprovalUsed ? "its approval is used" : "it has a stage")}, the workspace is not as the "
                + $"dry run saw it ({Words(traces.Drifts)}), and its journal has nothing: events may be "
                + "missing"
            : null;
    }

    private static string Words(IEnumerable<Drift> drifts) =>
        string.Join("; ", drifts.Select(drift => $"{drift.Path}: found {drift.Found}"));

    private static bool IsJournaled(RollbackState journal, ExecutionState state) => state switch
    {
        ExecutionState.Completed or ExecutionState.Partial => journal.History.Any(fact => fact is Completed),
        ExecutionState.RolledBack => journal.History.Any(fact => fact is RolledBack),
        ExecutionState.Parked => journal.History.Any(fact => fact is Parked),
        ExecutionState.Halted => journal.History.Any(fact => fact is Halted),
        _ => true, // it has not ended, or ended before anything was journaled
    };

    private static string Words(ExecutionState state) => state switch
    {
        ExecutionState.RolledBack => "rolled back",
        ExecutionState.Partial => "completed in part",
        _ => state.ToString().ToLowerInvariant(),
    };
}
