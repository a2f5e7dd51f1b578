using Akka.Actor;
using Argo.Actors.Supervision;

namespace Argo.Actors.Execution;

/// <summary>
/// Runs one execution: lets nothing happen that was not simulated and approved, and ends it all or nothing.
/// </summary>
/// <remarks><code>
/// CheckingGates -> Opening -> Staging -> Consuming -> Preparing
///       |             |          |           |            |
///       |             |          |           |            v
///       |             |          |           |      Executing(k) &lt;-> UndoingStep
///       |             |          |           |            |---------> RollingBack ---.
///       |             |          |           |            |---------> Halting -------|
///       |             |          |           |            `---------> Committing ----|
///       `-------------`----------`-----------`--> Aborting -------------------------> Sealing -> Finished
/// </code>
/// What may be relied on: until Preparing nothing visible has changed; from Preparing on the approval is used
/// up, from Executing on the undo plan is durable; only Sealing answers. A member of the team that dies takes
/// the gatekeeper with it, and the supervisor starts a recovery, which asks the journal.
/// </remarks>
internal sealed partial class GatekeeperActor : ExecutionWorker
{
    private GatekeeperProtocol.Stop? _stop;
    private GatekeeperProtocol.Halt? _halt;

    public GatekeeperActor(ExecutionRequest request, ExecutionServices services)
        : base(request, services)
    {
    }

    public static Props Props(ExecutionRequest request, ExecutionServices services) =>
        Akka.Actor.Props.Create(() => new GatekeeperActor(request, services));

    protected override void PreStart()
    {
        base.PreStart();
        StartCheckingGates();
    }

    protected override void Always()
    {
        Receive<GatekeeperProtocol.Stop>(stop => _stop ??= stop);
        Receive<GatekeeperProtocol.Halt>(halt => _halt ??= halt);
        Receive<StepDied>(_ => { }); // heard when its turn comes: a dead step does not answer
        base.Always();
    }

    /// <summary>Whether somebody asked for a stop, before anything visible happened.</summary>
    private bool AbortIfAsked()
    {
        if (_halt is { } halt)
            Abort(ExecutionOutcome.Halted(halt.Reason, anythingApplied: false));
        else if (_stop is { } stop)
            Abort(ExecutionOutcome.Aborted($"Stopped before anything changed: {stop.Reason}"));
        return _halt is not null || _stop is not null;
    }
}
