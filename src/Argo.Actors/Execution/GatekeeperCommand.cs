using System.Collections.Immutable;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>What the state machine has a gatekeeper do.</summary>
internal abstract record GatekeeperCommand
{
    /// <summary>Says that the execution is in another phase.</summary>
    internal sealed record Enter(ExecutionPhase Phase, string Message) : GatekeeperCommand;

    /// <summary>Asks the workspace actor.</summary>
    internal sealed record Ask(WorkspaceProtocol.Request Request) : GatekeeperCommand;

    /// <summary>Looks again for the busy workspace in a moment, unless it waited long enough.</summary>
    internal sealed record WaitForWorkspace(string Reason) : GatekeeperCommand;

    /// <summary>Has the step at a place in the plan staged.</summary>
    internal sealed record Stage(int Index) : GatekeeperCommand;

    /// <summary>Has the step at a place in the plan applied.</summary>
    internal sealed record Apply(int Index) : GatekeeperCommand;

    /// <summary>Has the store keep that the approval was refused for good.</summary>
    internal sealed record KeepRefusal(string Refusal) : GatekeeperCommand;

    /// <summary>Has the store use the approval up.</summary>
    internal sealed record UseApproval : GatekeeperCommand;

    /// <summary>Asks the rollback actor, until it has answered; the request gets the present time.</summary>
    internal sealed record Journal(RollbackProtocol.Request Request) : GatekeeperCommand;

    /// <summary>Cancels the call under way, if it is one that can be cancelled.</summary>
    internal sealed record CancelCall : GatekeeperCommand;

    /// <summary>Notes the verdicts of the gates.</summary>
    internal sealed record NoteGates(ImmutableArray<GateVerdict> Gates) : GatekeeperCommand;

    /// <summary>Notes what others changed.</summary>
    internal sealed record NoteDrifts(ImmutableArray<Drift> Drifts) : GatekeeperCommand;

    /// <summary>Notes that another execution has used the approval.</summary>
    internal sealed record NoteUsedApproval : GatekeeperCommand;

    /// <summary>Notes how a step ended that was to be applied.</summary>
    /// <param name="Index">The step's place in the plan.</param>
    /// <param name="Outcome">How it ended.</param>
    /// <param name="IsKnown">Whether it is known what the step changed.</param>
    internal sealed record NoteStep(int Index, StepOutcome Outcome, bool IsKnown = true)
        : GatekeeperCommand;

    /// <summary>Notes how the undo of one step ended.</summary>
    internal sealed record NoteStepUndone(ImmutableArray<UndoOutcome> Outcomes)
        : GatekeeperCommand;

    /// <summary>Notes how the undo of everything ended.</summary>
    internal sealed record NoteUndone(RollbackProtocol.Undone Undone) : GatekeeperCommand;

    /// <summary>Notes what went wrong.</summary>
    internal sealed record NoteError(string Error) : GatekeeperCommand;

    /// <summary>Notes what every touched path was before anything changed.</summary>
    internal sealed record NoteBefore(StateSnapshot Snapshot) : GatekeeperCommand;

    /// <summary>Notes what every touched path is at the end.</summary>
    internal sealed record NoteAfter(StateSnapshot Snapshot) : GatekeeperCommand;

    /// <summary>Seals the end, which is a fact by now.</summary>
    internal sealed record Seal(ExecutionOutcome Outcome) : GatekeeperCommand;

    /// <summary>Fails: the journal decides how this execution ends.</summary>
    internal sealed record Fail(string Reason) : GatekeeperCommand;
}
