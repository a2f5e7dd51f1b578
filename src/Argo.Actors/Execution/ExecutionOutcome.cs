using System.Collections.Immutable;
using Argo.Actors.Rollback;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>
/// One row of the table of endings: what store, result and record say of how an execution ended.
/// </summary>
/// <param name="State">The state in the store.</param>
/// <param name="Status">The status of the result.</param>
/// <param name="Record">The status of the record.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record ExecutionOutcome(
    ExecutionState State, ExecutionStatus Status, RecordStatus Record, string Reason)
{
    public static ExecutionOutcome Completed(string reason) =>
        new(ExecutionState.Completed, ExecutionStatus.Success, RecordStatus.Completed, reason);

    public static ExecutionOutcome Partial(string reason) =>
        new(ExecutionState.Partial, ExecutionStatus.Partial, RecordStatus.CompletedPartial, reason);

    public static ExecutionOutcome Aborted(string reason) =>
        new(ExecutionState.Aborted, ExecutionStatus.Aborted, RecordStatus.Failed, reason);

    public static ExecutionOutcome RolledBack(string reason) =>
        new(ExecutionState.RolledBack, ExecutionStatus.RolledBack, RecordStatus.Failed, reason);

    public static ExecutionOutcome Parked(string reason) =>
        new(ExecutionState.Parked, ExecutionStatus.Partial, RecordStatus.Failed, reason);

    /// <summary>The same, of an execution that had used its approval up and then changed nothing.</summary>
    public ExecutionOutcome WithUsedApproval() =>
        this with { Reason = $"{Reason.TrimEnd('.')}. Its approval is used up: approve the report again." };

    /// <summary>
    /// Undone but for what a person kept: nothing is left to do, and the tree is not what it was.
    /// </summary>
    public static ExecutionOutcome RolledBackBut(string reason, IEnumerable<string> kept) => new(
        ExecutionState.RolledBack,
        ExecutionStatus.Partial,
        RecordStatus.Failed,
        $"{reason} Not put back, because a person decided to keep what others made: "
        + $"{string.Join(", ", kept)}.");

    /// <summary>
    /// The ending that an undo came to; one that undid nothing because the approval was refused is an abort.
    /// </summary>
    public static ExecutionOutcome AfterUndo(
        RollbackProtocol.Undone undone, RollbackPhase phase, string reason, bool refused)
    {
        var kept = KeptIn(undone);
        return phase switch
        {
            RollbackPhase.RolledBack when refused => Aborted(reason),
            RollbackPhase.RolledBack when kept.Length > 0 => RolledBackBut(reason, kept),
            RollbackPhase.RolledBack => RolledBack(reason),
            _ => Parked(reason),
        };
    }

    /// <summary>Paths that an undo left to others because a person decided so.</summary>
    public static ImmutableArray<string> KeptIn(RollbackProtocol.Undone undone) =>
        [.. undone.Outcomes.Where(o => o.Verdict is UndoVerdict.Kept).Select(o => o.Row.Path).Distinct()
            .Order(StringComparer.Ordinal)];

    public static ExecutionOutcome Halted(string reason, bool anythingApplied) => new(
        ExecutionState.Halted,
        anythingApplied ? ExecutionStatus.Partial : ExecutionStatus.Aborted,
        RecordStatus.Incomplete,
        reason);

    /// <summary>A person gave it up; what of it stands is not known.</summary>
    public static ExecutionOutcome Abandoned(string reason, bool mayStand) => new(
        ExecutionState.Abandoned,
        mayStand ? ExecutionStatus.Partial : ExecutionStatus.Aborted,
        RecordStatus.Failed,
        "Given up; the tree was left as it was found, and what its steps took out is kept in .argo. "
            + reason);

    /// <summary>The ending that a journal tells, where only the result was not stored.</summary>
    /// <param name="state">The journal.</param>
    /// <param name="failed">How many steps do not stand.</param>
    /// <param name="isUnreadable">Whether the journal could not be read when it was given up.</param>
    public static ExecutionOutcome Journaled(RollbackState state, int failed, bool isUnreadable) =>
        state.Phase switch
    {
        RollbackPhase.Completed when failed == 0 => Completed("All steps completed, as the journal says."),
        RollbackPhase.Completed => Partial($"{failed} step(s) do not stand, as the journal says."),
        RollbackPhase.Halted => Halted(state.Reason, state.AppliedSwaps.Length > 0),
        RollbackPhase.RolledBack when state.Kept is { IsEmpty: false } kept =>
            RolledBackBut(state.Reason, kept),
        RollbackPhase.RolledBack => RolledBack(state.Reason),
        RollbackPhase.Abandoned => Abandoned(
            state.Reason, mayStand: state.Plan is not null || isUnreadable),
        _ => Aborted(state.Reason),
    };
}
