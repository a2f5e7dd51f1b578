using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>The reference of no actor; what it is told is lost without a dead letter.</summary>
public sealed class Nobody : IInternalActorRef
{
    /// <summary>The only instance.</summary>
    public static readonly Nobody Instance = new();

    private Nobody()
    {
    }

    /// <inheritdoc/>
    public ActorPath Path { get; } = new RootActorPath(new Address("akka", "all-systems"), "/Nobody");

    ActorSystemImpl? IInternalActorRef.System => null;

    /// <inheritdoc/>
    public void Tell(object message, IActorRef? sender)
    {
    }

    void IInternalActorRef.SendSystem(SystemMessage message)
    {
        if (message is SystemMessage.Watch watch)
            watch.Watcher.SendSystem(
                new SystemMessage.DeathWatchNotification(this, existenceConfirmed: false));
    }
}
