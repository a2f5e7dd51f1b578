namespace Akka.Actor.Internal;

/// <summary>A path at which there is no actor.</summary>
internal sealed class EmptyLocalActorRef(ActorSystemImpl system, ActorPath path) : IInternalActorRef
{
    public ActorPath Path => path;

    public ActorSystemImpl System => system;

    public void Tell(object message, IActorRef? sender) =>
        system.DeadLetterMailbox.Publish(message, sender, this);

    public void SendSystem(SystemMessage message)
    {
        if (message is SystemMessage.Watch watch)
            watch.Watcher.SendSystem(
                new SystemMessage.DeathWatchNotification(this, existenceConfirmed: false));
    }

    public override string ToString() => $"[{path}]";
}
