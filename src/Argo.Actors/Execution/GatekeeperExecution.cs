using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Undo;
using static Argo.Actors.Execution.GatekeeperCommand;
using static Argo.Actors.Execution.GatekeeperStage;

namespace Argo.Actors.Execution;

/// <summary>The decisions while steps run, in the plan's order, one at a time.</summary>
internal static class GatekeeperExecution
{
    public static GatekeeperDecision Next(GatekeeperState state, object happened) =>
        (state.Stage, happened) switch
        {
            (Executing, StepProtocol.Outcome.Applied applied) => StepEnded(state, applied.Found),
            (Executing, StepProtocol.Outcome.Failed failed) => StepLost(state, failed.Reason),
            (Executing, StepProtocol.Outcome.Cancelled) => StepCancelled(state),
            (Executing, ExecutionChildren.StepDied died) when died.StepId == state.Step.StepId =>
                StepLost(state, "its actor died"),
            (UndoingStep, RollbackProtocol.StepUndone undone) => StepUndone(state, undone),
            (UndoingStep, ExecutionChildren.StepDied died) => GatekeeperEnding.UndoLost(state, died),
            _ => state.Stay(),
        };

    /// <summary>Begins with a step, unless somebody asked for a stop or there is none left.</summary>
    public static GatekeeperDecision ExecuteFrom(GatekeeperState state, int index)
    {
        if (state.Halt is { } halt)
            return GatekeeperEnding.StartHalting(state, halt);
        if (state.Stop is { } stop)
            return GatekeeperEnding.RollBack(state, $"Stopped: {stop}");
        if (index >= state.Steps.Length)
            return GatekeeperEnding.StartCommitting(state);
        var begun = (state with { Index = index }).To(Executing, new Apply(index));
        return index > 0
            ? begun
            : begun.After(new Enter(ExecutionPhase.Executing, $"running {state.Steps.Length} step(s)"));
    }

    private static GatekeeperDecision StepEnded(GatekeeperState state, StepOutcome outcome)
    {
        var next = state with
        {
            Applied = state.Applied.AddRange(outcome.AppliedSwaps),
            Failed = state.Failed + (outcome.Success ? 0 : 1),
        };
        return (outcome.Success
            ? ExecuteFrom(next, next.Index + 1)
            : AfterFailure(next, $"step {outcome.StepId} ({state.Step.Target}) failed: {outcome.Error}"))
            .After(new NoteStep(state.Index, outcome));
    }

    private static GatekeeperDecision AfterFailure(GatekeeperState state, string reason) =>
        state.Request.Plan.OnFailure is OnFailure.Rollback
            ? GatekeeperEnding.RollBack(state, reason)
            : state.To(
                UndoingStep,
                new Journal(new RollbackProtocol.UndoStep(state.Step.StepId, reason, default)));

    /// <summary>It is not known what the step changed: only the journaled plan undoes it surely.</summary>
    private static GatekeeperDecision StepLost(GatekeeperState state, string reason) =>
        GatekeeperEnding.RollBack(
            state with { Failed = state.Failed + 1 },
            $"step {state.Step.StepId} ({state.Step.Target}) was lost: {reason}")
            .After(new NoteStep(state.Index, Failed(state, reason), IsKnown: false));

    /// <summary>A step that is cancelled has changed nothing: the stop that cancelled it decides.</summary>
    private static GatekeeperDecision StepCancelled(GatekeeperState state)
    {
        if (!state.IsAskedToStop)
            return StepLost(state, "it was cancelled");
        var failed = Failed(state, "it was stopped before it changed anything");
        return ExecuteFrom(state with { Failed = state.Failed + 1 }, state.Index)
            .After(new NoteStep(state.Index, failed));
    }

    private static StepOutcome Failed(GatekeeperState state, string reason) =>
        new() { StepId = state.Step.StepId, Success = false, Error = reason };

    /// <summary>
    /// What is in the way of one step's undo can only be journaled, shown and decided about as that of the
    /// whole: PARKED.
    /// </summary>
    private static GatekeeperDecision StepUndone(GatekeeperState state, RollbackProtocol.StepUndone undone)
    {
        if (undone.Obstacle is { } stuck)
            return GatekeeperEnding.RollBack(
                state, $"step {state.Step.StepId} cannot be undone by itself: {stuck}");
        var gone = undone.Outcomes.Where(o => o.Verdict is UndoVerdict.Undone).Select(o => o.Row.Swap);
        var next = state with { Applied = state.Applied.RemoveRange(gone) };
        return (state.Request.Plan.OnFailure is OnFailure.Continue
            ? ExecuteFrom(next, next.Index + 1)
            : GatekeeperEnding.StartCommitting(next))
            .After(new NoteStepUndone(undone.Outcomes));
    }
}
