using System.Collections.Immutable;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using static Argo.Actors.Execution.GatekeeperCommand;
using static Argo.Actors.Execution.GatekeeperStage;

namespace Argo.Actors.Execution;

/// <summary>The decisions of each ending: it is durable before it is told.</summary>
internal static class GatekeeperEnding
{
    public static GatekeeperDecision Next(GatekeeperState state, object happened) =>
        (state.Stage, happened) switch
        {
            (Aborting or Committing or Halting, RollbackProtocol.Journaled) => Seal(state),
            (FlushingEnd or LookingAfter or CheckingOriginals, _) => WhileCommitting(state, happened),
            (FlushingHalt or LookingAfterHalt, _) => WhileHalting(state, happened),
            (RollingBack, RollbackProtocol.Undone undone) => (state with { Undone = undone }).To(
                EndingUndo,
                new Journal(new RollbackProtocol.EndUndo(undone.Left, undone.Conflicts, default))),
            (RollingBack, ExecutionChildren.StepDied died) => UndoLost(state, died),
            (EndingUndo, RollbackProtocol.Journaled done) => UndoEnded(state, state.Undone!, done.Phase),
            (LookingAfterUndo, WorkspaceProtocol.SnapshotTaken after) =>
                Seal(state).After(new NoteAfter(after.Snapshot)),
            // the end is journaled; a snapshot that cannot be taken is left out
            (LookingAfterUndo, WorkspaceProtocol.Failed) => Seal(state),
            _ => state.Stay(),
        };

    /// <summary>Aborts for a reason that is told among the errors too.</summary>
    public static GatekeeperDecision AbortOn(GatekeeperState state, string reason) =>
        Abort(state, ExecutionOutcome.Aborted(reason)).After(new NoteError(reason));

    /// <summary>Nothing visible has happened.</summary>
    public static GatekeeperDecision Abort(GatekeeperState state, ExecutionOutcome outcome)
    {
        var end = state with { Outcome = state.IsApprovalUsed ? outcome.WithUsedApproval() : outcome };
        var reason = end.Outcome.Reason;
        return (state.HoldsWorkspace
            ? end.To(Aborting, new Journal(new RollbackProtocol.Abort(reason, default)))
            : Seal(end)) // the workspace was never opened: there is nothing to journal or to collect
            .After(new Enter(ExecutionPhase.Committing, $"nothing was changed: {reason}"));
    }

    public static GatekeeperDecision StartCommitting(GatekeeperState state)
    {
        if (state.Applied.IsEmpty && state.Failed > 0)
            return RollBack(state, "a step failed, and nothing that was done stands");
        var steps = state.Steps.Length;
        var outcome = state.Failed == 0
            ? ExecutionOutcome.Completed($"All {steps} step(s) completed and were verified.")
            : ExecutionOutcome.Partial(
                $"{state.Failed} of {steps} step(s) failed and were undone; the rest stands.");
        return (state with { Outcome = outcome }).To(
            FlushingEnd, new Enter(ExecutionPhase.Committing, "making the end durable"),
            new Ask(new WorkspaceProtocol.Flush()));
    }

    private static GatekeeperDecision WhileCommitting(GatekeeperState state, object happened) =>
        (state.Stage, happened) switch
        {
            (FlushingEnd, WorkspaceProtocol.Flushed) =>
                state.To(LookingAfter, new Ask(new WorkspaceProtocol.TakeSnapshot())),
            (LookingAfter, WorkspaceProtocol.SnapshotTaken after) => state.To(
                CheckingOriginals, new NoteAfter(after.Snapshot),
                new Ask(new WorkspaceProtocol.CheckOriginals())), // last: nobody looks again before the end
            (CheckingOriginals, WorkspaceProtocol.OriginalsChecked { Changed.IsEmpty: true }) => state.To(
                Committing, new Journal(new RollbackProtocol.Complete([.. state.Applied], default))),
            (CheckingOriginals, WorkspaceProtocol.OriginalsChecked seen) => RollBackFor(state, seen.Changed),
            (_, WorkspaceProtocol.Failed failed) => NotDurable(state, failed.Cause),
            _ => state.Stay(),
        };

    /// <summary>What others wrote goes back with the objects that they wrote to.</summary>
    private static GatekeeperDecision RollBackFor(GatekeeperState state, ImmutableArray<Drift> changed) =>
        RollBack(
            state,
            $"other programs wrote to what the plan changes while it ran. {Gates.Describe(changed)}")
            .After(new NoteDrifts(changed));

    private static GatekeeperDecision NotDurable(GatekeeperState state, Exception cause) =>
        RollBack(state, $"the changes could not be made durable: {cause.Message}");

    /// <summary>Undoes everything.</summary>
    public static GatekeeperDecision RollBack(GatekeeperState state, string reason) =>
        (state with { Reason = reason }).To(
            RollingBack, new NoteError(reason),
            new Enter(ExecutionPhase.RollingBack, $"undoing everything: {reason}"),
            new Journal(new RollbackProtocol.RollBack(reason, default)));

    private static GatekeeperDecision UndoEnded(
        GatekeeperState state, RollbackProtocol.Undone undone, RollbackPhase phase) =>
        (state with { Outcome = ExecutionOutcome.AfterUndo(undone, phase, state.Reason, refused: false) }).To(
            LookingAfterUndo, new NoteUndone(undone), new Ask(new WorkspaceProtocol.TakeSnapshot()));

    /// <summary>An undo under way cannot tell what became of it: the journal decides.</summary>
    public static GatekeeperDecision UndoLost(GatekeeperState state, ExecutionChildren.StepDied died) =>
        state.Stay(new Fail($"The actor of step {died.StepId} died while swaps were undone."));

    /// <summary>Between two steps: what stands is made durable, and nothing is undone.</summary>
    public static GatekeeperDecision StartHalting(GatekeeperState state, string reason) =>
        (state with { Outcome = ExecutionOutcome.Halted(reason, !state.Applied.IsEmpty) }).To(
            FlushingHalt, new NoteError($"Security escalation: {reason}"),
            new Enter(ExecutionPhase.Halting, $"halted by security: {reason}"),
            new Ask(new WorkspaceProtocol.Flush()));

    private static GatekeeperDecision WhileHalting(GatekeeperState state, object happened) =>
        (state.Stage, happened) switch
        {
            (FlushingHalt, WorkspaceProtocol.Flushed) =>
                state.To(LookingAfterHalt, new Ask(new WorkspaceProtocol.TakeSnapshot())),
            (LookingAfterHalt, WorkspaceProtocol.SnapshotTaken after) => state.To(
                Halting, new NoteAfter(after.Snapshot),
                new Journal(new RollbackProtocol.Halt(state.Outcome!.Reason, [.. state.Applied], default))),
            (_, WorkspaceProtocol.Failed failed) => NotDurable(state, failed.Cause),
            _ => state.Stay(),
        };

    /// <summary>From here on the end is a fact.</summary>
    private static GatekeeperDecision Seal(GatekeeperState state) =>
        state.To(Ended, new Seal(state.Outcome!));
}
