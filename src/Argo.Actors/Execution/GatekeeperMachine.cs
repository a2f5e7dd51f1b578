using Argo.Actors.Supervision;

namespace Argo.Actors.Execution;

/// <summary>
/// Every decision of a gatekeeper, as a pure function: a state and something that happened give the next
/// state and what to do.
/// </summary>
/// <remarks><code>
/// CheckingGates -> Opening -> Staging(k) -> UsingApproval -> Preparing
///       |             |           |              |              |
///       |             |           |              |              v
///       |             |           |              |        Executing(k) &lt;-> UndoingStep
///       |             |           |              |              |--------> RollingBack ---.
///       |             |           |              |              |--------> Halting -------|
///       |             |           |              |              `--------> Committing ----|
///       `-------------`-----------`--------------`--> Aborting ----------------------> Ended
/// </code>
/// What may be relied on: until PREPARED is journaled nothing visible has changed; from then on the approval
/// is used up and the undo plan is durable; an end is journaled before it is told. What does not belong to
/// the stage, such as a late reply, changes nothing.
/// </remarks>
internal static class GatekeeperMachine
{
    /// <summary>The first decision.</summary>
    public static GatekeeperState Begin(ExecutionRequest request) =>
        new(request, GatekeeperStage.CheckingGates);

    /// <summary>What follows from what happened.</summary>
    public static GatekeeperDecision Next(GatekeeperState state, object happened) => happened switch
    {
        GatekeeperProtocol.Stop stop => Asked(state with { Stop = state.Stop ?? stop.Reason }),
        GatekeeperProtocol.Halt halt => Asked(state with { Halt = state.Halt ?? halt.Reason }),
        _ when state.Stage < GatekeeperStage.Executing => GatekeeperPreparation.Next(state, happened),
        _ when state.Stage < GatekeeperStage.FlushingEnd => GatekeeperExecution.Next(state, happened),
        _ => GatekeeperEnding.Next(state, happened),
    };

    /// <summary>
    /// Heard at the next point where stopping is safe; a call that may be long is cancelled, so that this
    /// comes soon.
    /// </summary>
    private static GatekeeperDecision Asked(GatekeeperState state) =>
        state.Stage is < GatekeeperStage.UsingApproval or GatekeeperStage.Executing
            ? state.Stay(new GatekeeperCommand.CancelCall())
            : state.Stay();
}
