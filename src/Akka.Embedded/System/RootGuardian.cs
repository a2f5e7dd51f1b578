namespace Akka.Actor.Internal;

/// <summary>
/// The actor behind <c>/</c>: when <c>/user</c> is gone it stops <c>/system</c>, then itself.
/// </summary>
internal sealed class RootGuardian : ActorBase
{
    private Guard? _guard;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Guard guard:
                _guard = guard;
                Context.Watch(guard.User);
                Context.Watch(guard.System);
                return true;
            case Terminated terminated when terminated.ActorRef.Equals(_guard?.User):
                Context.Stop(_guard!.System);
                return true;
            case Terminated:
                Context.Stop(Self);
                return true;
            default:
                Context.System.DeadLetters.Tell(message, Sender);
                return true;
        }
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    /// <summary>The two guardians to look after.</summary>
    internal sealed record Guard(IActorRef User, IActorRef System);
}
