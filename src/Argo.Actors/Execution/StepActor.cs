using Akka.Actor;
using Argo.Artifacts.Undo;
using static Argo.Actors.Execution.StepProtocol;

namespace Argo.Actors.Execution;

/// <summary>
/// Performs one file action: stages it when told, swaps it in when told, and reports what it saw.
/// </summary>
/// <remarks>Never restarted: after a bug nobody but the journal knows how far it came, so the gatekeeper
/// decides.</remarks>
internal sealed class StepActor : ReceiveActor
{
    private readonly int _stepId;
    private readonly IActorRef _disk;

    public StepActor(int stepId, IActorRef disk)
    {
        (_stepId, _disk) = (stepId, disk);
        Idle();
    }

    public static Props Props(int stepId, IActorRef disk) =>
        Akka.Actor.Props.Create(() => new StepActor(stepId, disk));

    private void Idle()
    {
        Receive<Prepare>(
            prepare => Start(new DiskProtocol.Call(prepare.Attempt, site => site.Stage(_stepId))));
        Receive<Act>(act => Start(new DiskProtocol.Call(act.Attempt, site => site.Act(_stepId))));
    }

    private void Start(DiskProtocol.Call call)
    {
        var gatekeeper = Sender; // captured now: it belongs to this message only
        Become(() => Working(gatekeeper));
        _disk.Tell(call);
    }

    private void Working(IActorRef gatekeeper)
    {
        Receive<DiskProtocol.Answer>(answer => Report(gatekeeper, answer.Value switch
        {
            StagedStep { Error: { } error } => new Outcome.Failed(answer.Attempt, error),
            StagedStep staged => new Outcome.Prepared(answer.Attempt, staged),
            StepOutcome found => new Outcome.Acted(answer.Attempt, found),
            var other => throw new InvalidOperationException($"The disk answered a {other.GetType().Name}."),
        }));
        Receive<DiskProtocol.Fault>(
            fault => Report(gatekeeper, new Outcome.Failed(fault.Attempt, fault.Cause.Message)));
    }

    private void Report(IActorRef gatekeeper, Outcome outcome)
    {
        gatekeeper.Tell(outcome);
        Become(Idle);
    }
}
