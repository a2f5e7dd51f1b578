using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using static Argo.Actors.Execution.GatekeeperCommand;
using static Argo.Actors.Execution.GatekeeperStage;

namespace Argo.Actors.Execution;

/// <summary>
/// The decisions up to PREPARED: everything is made beside the tree, the approval is used up, and then the
/// undo plan becomes durable. Nothing visible changes, so every failure is an abort.
/// </summary>
internal static class GatekeeperPreparation
{
    public static GatekeeperDecision Next(GatekeeperState state, object happened) =>
        (state.Stage, happened) switch
        {
            (CheckingGates, GateFacts facts) => Judge(state, facts),
            (KeepingRefusal, GatekeeperEvent.RefusalKept) =>
                GatekeeperEnding.Abort(state, ExecutionOutcome.Aborted(state.Reason)),
            (Opening or LookingBefore, _) => WhileOpening(state, happened),
            (Staging, _) => WhileStaging(state, happened),
            (FlushingStage, WorkspaceProtocol.Flushed) => UnlessAsked(
                state,
                () => state.To(ComparingWitness, new Ask(new WorkspaceProtocol.VerifyWitness()))),
            (ComparingWitness, WorkspaceProtocol.WitnessVerified seen) => Compare(state, seen),
            (PlanningUndo, WorkspaceProtocol.UndoPlanBuilt built) =>
                UnlessAsked(state, () => UseApproval(state with { Undo = built.Plan })),
            (UsingApproval, GatekeeperEvent.ApprovalUse use) => Prepare(state, use.IsGranted),
            (Preparing, RollbackProtocol.Journaled) => GatekeeperExecution.ExecuteFrom(state, 0),
            (FlushingStage or ComparingWitness or PlanningUndo, WorkspaceProtocol.Failed failed) =>
                FailedCall(state, failed.Cause),
            _ => state.Stay(),
        };

    private static GatekeeperDecision Judge(GatekeeperState state, GateFacts facts)
    {
        var verdicts = Gates.Evaluate(state.Request, facts);
        var refusal = verdicts.FirstOrDefault(gate => !gate.Passed);
        // a stop cancels the comparison with the disk, and gate 5 then refuses for no other reason
        var isStopped = state.IsAskedToStop && refusal is null or { Gate: 5 };
        return (isStopped ? AbortAsAsked(state)
            : refusal is null ? Open(state)
            : Refuse(state with { Reason = refusal.Detail }, Gates.RefusalToKeep(state.Request, facts)))
            .After(new NoteGates(verdicts), new NoteDrifts(facts.Drifts.Value));
    }

    /// <summary>That an approval has expired is durable before it is told.</summary>
    private static GatekeeperDecision Refuse(GatekeeperState state, string? toKeep) => toKeep is null
        ? GatekeeperEnding.Abort(state, ExecutionOutcome.Aborted(state.Reason))
        : state.To(KeepingRefusal, new KeepRefusal(toKeep));

    private static GatekeeperDecision Open(GatekeeperState state) => state.To(
        Opening, new Enter(ExecutionPhase.Staging, "taking the workspace"), Take(state));

    private static Ask Take(GatekeeperState state) => new(new WorkspaceProtocol.Open(state.Request));

    private static GatekeeperDecision WhileOpening(GatekeeperState state, object happened) =>
        (state.Stage, happened) switch
        {
            (Opening, WorkspaceProtocol.Opened) => (state with { HoldsWorkspace = true }).To(
                LookingBefore, new Ask(new WorkspaceProtocol.TakeSnapshot())),
            (Opening, WorkspaceProtocol.Failed
            {
                Cause: WorkspaceException { Fault: WorkspaceFault.Busy } busy,
            }) => UnlessAsked(state, () => state.Stay(new WaitForWorkspace(busy.Message))),
            (Opening, GatekeeperEvent.LookAgain) => UnlessAsked(state, () => state.Stay(Take(state))),
            (Opening, GatekeeperEvent.WaitedTooLong waited) => GatekeeperEnding.AbortOn(state, waited.Reason),
            (LookingBefore, WorkspaceProtocol.SnapshotTaken before) =>
                StageFrom(state, 0).After(new NoteBefore(before.Snapshot)),
            (_, WorkspaceProtocol.Failed failed) => FailedCall(state, failed.Cause),
            _ => state.Stay(),
        };

    private static GatekeeperDecision StageFrom(GatekeeperState state, int index) => UnlessAsked(state, () =>
    {
        var next = state with { Index = index };
        var decision = index < state.Steps.Length
            ? next.To(Staging, new Stage(index))
            : next.To(FlushingStage, new Ask(new WorkspaceProtocol.Flush()));
        return index > 0
            ? decision
            : decision.After(new Enter(ExecutionPhase.Staging, $"staging {state.Steps.Length} step(s)"));
    });

    private static GatekeeperDecision WhileStaging(GatekeeperState state, object happened) => happened switch
    {
        StepProtocol.Outcome.Staged { Step.Error: null } => StageFrom(state, state.Index + 1),
        StepProtocol.Outcome.Staged { Step.Error: { } error } => CannotStage(state, error),
        StepProtocol.Outcome.Failed failed => CannotStage(state, failed.Reason),
        StepProtocol.Outcome.Cancelled => UnlessAsked(state, () => CannotStage(state, "it was cancelled")),
        ExecutionChildren.StepDied died => GatekeeperEnding.AbortOn(
            state, $"step {died.StepId} died while it was staged; nothing has changed"),
        _ => state.Stay(),
    };

    private static GatekeeperDecision CannotStage(GatekeeperState state, string reason) =>
        GatekeeperEnding.AbortOn(state, $"step {state.Step.StepId} ({state.Step.Target}): {reason}");

    private static GatekeeperDecision Compare(GatekeeperState state, WorkspaceProtocol.WitnessVerified seen)
    {
        if (seen.Drifts.IsEmpty)
            return state.To(PlanningUndo, new Ask(new WorkspaceProtocol.BuildUndoPlan()));
        var changed = $"The workspace changed while the plan was staged. {Gates.Describe(seen.Drifts)}";
        return GatekeeperEnding.AbortOn(state, changed).After(new NoteDrifts(seen.Drifts));
    }

    private static GatekeeperDecision UseApproval(GatekeeperState state) => state.To(
        UsingApproval, new Enter(ExecutionPhase.Preparing, "using the approval up"),
        new GatekeeperCommand.UseApproval());

    /// <summary>
    /// The approval is used up, durably, before PREPARED is journaled: side by side, a crash between the two
    /// commits could leave an execution to undo and an approval that serves once more.
    /// </summary>
    private static GatekeeperDecision Prepare(GatekeeperState state, Observed<bool> isGranted)
    {
        if (isGranted.Fault is { } fault)
            return GatekeeperEnding.AbortOn(
                state,
                $"Whether the store has used the approval up is not known ({fault}): approve the report "
                + "again.");
        if (!isGranted.Value) // another execution was quicker between the gates and here
            return GatekeeperEnding.AbortOn(state, Gates.ApprovalUsed).After(new NoteUsedApproval());
        var used = state with { IsApprovalUsed = true };
        var plan = state.Undo!;
        return UnlessAsked(used, () => used.To(
            Preparing,
            new Enter(ExecutionPhase.Preparing, $"journaling the undo of {plan.Rows.Length} change(s)"),
            new Journal(new RollbackProtocol.Prepare(plan, default))));
    }

    private static GatekeeperDecision FailedCall(GatekeeperState state, Exception cause) =>
        state.IsAskedToStop && cause is OperationCanceledException
            ? AbortAsAsked(state)
            : GatekeeperEnding.AbortOn(state, cause.Message);

    /// <summary>Goes on, unless somebody asked for a stop; nothing visible has happened.</summary>
    private static GatekeeperDecision UnlessAsked(GatekeeperState state, Func<GatekeeperDecision> next) =>
        state.IsAskedToStop ? AbortAsAsked(state) : next();

    private static GatekeeperDecision AbortAsAsked(GatekeeperState state) => GatekeeperEnding.Abort(
        state,
        state.Halt is { } halt
            ? ExecutionOutcome.Halted(halt, anythingApplied: false)
            : ExecutionOutcome.Aborted($"Stopped before anything changed: {state.Stop}"));
}
