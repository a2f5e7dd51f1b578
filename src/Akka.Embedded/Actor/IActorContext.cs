using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>What an actor can do and see while it handles a message.</summary>
public interface IActorContext : IActorRefFactory, ICanWatch
{
    /// <summary>The actor's own reference.</summary>
    IActorRef Self { get; }

    /// <summary>What the actor was made from.</summary>
    Props Props { get; }

    /// <summary>Where the actor runs.</summary>
    MessageDispatcher Dispatcher { get; }

    /// <summary>The sender of the message being handled; dead letters when it has none.</summary>
    IActorRef Sender { get; }

    /// <summary>The actor system.</summary>
    ActorSystem System { get; }

    /// <summary>The supervisor.</summary>
    IActorRef Parent { get; }

    /// <summary>The receive timeout; null when there is none.</summary>
    TimeSpan? ReceiveTimeout { get; }

    /// <summary>Replaces the behaviour.</summary>
    void Become(Receive receive);

    /// <summary>Puts a behaviour on top of the stack.</summary>
    void BecomeStacked(Receive receive);

    /// <summary>Takes the top behaviour off the stack.</summary>
    void UnbecomeStacked();

    /// <summary>The child of that name; <see cref="Nobody"/> when there is none.</summary>
    IActorRef Child(string name);

    /// <summary>The children, those that are stopping included.</summary>
    IEnumerable<IActorRef> GetChildren();

    /// <summary>Sends <c>ReceiveTimeout</c> whenever nothing came for that long; null ends it.</summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Stops an actor after the message it is handling; its queue goes to dead letters.</summary>
    void Stop(IActorRef child);
}
