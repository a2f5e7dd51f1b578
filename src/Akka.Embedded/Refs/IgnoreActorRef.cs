namespace Akka.Actor.Internal;

/// <summary>Takes every message and does nothing.</summary>
internal sealed class IgnoreActorRef(ActorSystemImpl system, ActorPath path) : IInternalActorRef
{
    public ActorPath Path => path;

    public ActorSystemImpl System => system;

    public void Tell(object message, IActorRef? sender)
    {
    }

    public void SendSystem(SystemMessage message)
    {
    }

    public override string ToString() => $"[{path}]";
}
