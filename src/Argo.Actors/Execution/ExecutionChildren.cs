using Akka.Actor;
using Argo.Actors.Observation;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;

namespace Argo.Actors.Execution;

/// <summary>
/// The actors that every execution has: its observer, its disk actor and its rollback actor.
/// </summary>
/// <remarks>
/// Only the rollback actor is made again: it stops whenever nobody knows whether an event was written.
/// </remarks>
internal sealed class ExecutionChildren
{
    private readonly ExecutionId _execution;
    private int _rollbacks;

    /// <summary>
    /// The disk or the observer has died: nobody can say any more what happened, so the journal must.
    /// </summary>
    internal sealed record Died(string Name);

    /// <summary>The rollback actor has stopped; it can be made again.</summary>
    internal sealed record RollbackStopped;

    public ExecutionChildren(IActorContext context, ExecutionRequest request, ExecutionServices services)
    {
        _execution = request.ExecutionId;
        Disk = context.ActorOf(DiskActor.Props(), "disk");
        Observer = context.ActorOf(ObserverActor.Props(request, services), "observer");
        foreach (var member in (IActorRef[])[Disk, Observer])
            context.WatchWith(member, new Died(member.Path.Name));
        Rollback = MakeRollback(context);
    }

    public IActorRef Disk { get; }

    public IActorRef Observer { get; }

    public IActorRef Rollback { get; private set; }

    /// <summary>Makes the rollback actor again: it reads the journal anew.</summary>
    public void ReplaceRollback(IActorContext context) => Rollback = MakeRollback(context);

    private IActorRef MakeRollback(IActorContext context)
    {
        var name = _rollbacks++ == 0 ? "rollback" : $"rollback-{_rollbacks}";
        var rollback = context.ActorOf(RollbackActor.Props(_execution, Disk), name);
        return context.WatchWith(rollback, new RollbackStopped());
    }

    /// <summary>None is restarted: each holds what only the journal could give back.</summary>
    public static SupervisorStrategy StopAll() => new OneForOneStrategy(0, -1, _ => Directive.Stop);
}
