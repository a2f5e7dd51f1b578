using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>Takes what cannot be delivered and publishes it on the event stream.</summary>
internal sealed class DeadLetterActorRef(ActorSystemImpl system, ActorPath path) : IInternalActorRef
{
    public ActorPath Path => path;

    public ActorSystemImpl System => system;

    public void Tell(object message, IActorRef? sender)
    {
        if (message is null)
            throw new InvalidMessageException("Message is null.");
        Publish(message, sender, this);
    }

    public void SendSystem(SystemMessage message)
    {
        if (message is SystemMessage.Watch watch)
            watch.Watcher.SendSystem(
                new SystemMessage.DeathWatchNotification(this, existenceConfirmed: false));
    }

    public override string ToString() => $"[{path}]";

    /// <summary>Reports a message that <paramref name="recipient"/> did not get.</summary>
    internal void Publish(object message, IActorRef? sender, IActorRef recipient)
    {
        sender ??= this;
        switch (message)
        {
            case Identify identify:
                sender.Tell(new ActorIdentity(identify.MessageId, null), recipient);
                break;
            case AllDeadLetters already:
                system.EventStream.Publish(already);
                break;
            case IDeadLetterSuppression suppressed:
                system.EventStream.Publish(new SuppressedDeadLetter(suppressed, sender, recipient));
                break;
            default:
                system.EventStream.Publish(new DeadLetter(message, sender, recipient));
                break;
        }
    }
}
