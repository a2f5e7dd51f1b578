using Akka.Actor;
using Argo.Actors.Observation;
using Argo.Actors.Rollback;
using Argo.Actors.Steps;
using Argo.Actors.Supervision;

namespace Argo.Actors.Gatekeeping;

/// <summary>
/// The actors that every execution has: its observer, its disk actor and its rollback actor.
/// </summary>
internal sealed class ExecutionTeam
{
    /// <summary>
    /// One of the three has died: nobody can say any more what happened, so the journal must.
    /// </summary>
    internal sealed record Died(string Name);

    public ExecutionTeam(IActorContext context, ExecutionRequest request, ExecutionServices services)
    {
        var time = services.Time;
        Disk = context.ActorOf(DiskActor.Props(), "disk");
        Observer = context.ActorOf(ObserverActor.Props(request, services), "observer");
        Rollback = context.ActorOf(RollbackActor.Props(request.ExecutionId, Disk, time), "rollback");
        foreach (var member in (IActorRef[])[Disk, Observer, Rollback])
            context.WatchWith(member, new Died(member.Path.Name));
    }

    public IActorRef Disk { get; }

    public IActorRef Observer { get; }

    public IActorRef Rollback { get; }

    /// <summary>None is restarted: each holds what only the journal could give back.</summary>
    public static SupervisorStrategy StopAll() => new OneForOneStrategy(0, -1, _ => Directive.Stop);
}
