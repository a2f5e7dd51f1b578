using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>
/// An actor that runs on the thread that tells it something, and whose instance the test can see.
/// </summary>
public class TestActorRef<TActor> : IActorRefProxy
    where TActor : ActorBase
{
    private readonly LocalActorRef _ref;

    /// <summary>Starts the actor under <c>/user</c>.</summary>
    public TestActorRef(ActorSystem system, Props actorProps, string? name = null) =>
        _ref = (LocalActorRef)system.ActorOf(actorProps.WithDispatcher(CallingThreadDispatcher.Name), name);

    /// <summary>The actor's ordinary reference.</summary>
    public IActorRef Ref => _ref;

    /// <summary>The actor's instance.</summary>
    public TActor UnderlyingActor =>
        _ref.Cell.Actor as TActor
        ?? throw new IllegalActorStateException(
            $"{_ref} has no instance: it has not started, or it has stopped.");

    /// <inheritdoc/>
    public ActorPath Path => _ref.Path;

    IActorRef IActorRefProxy.Target => _ref;

    /// <summary>Gives a message to the actor's behaviour; what it throws comes to the test.</summary>
    public void Receive(object message, IActorRef? sender = null)
    {
        var previous = ActorCell.Current;
        ActorCell.Current = _ref.Cell;
        try
        {
            _ref.Cell.ActFor(message, sender);
            _ref.Cell.Receive(message);
        }
        finally
        {
            ActorCell.Current = previous;
        }
    }

    /// <inheritdoc/>
    public void Tell(object message, IActorRef? sender) => _ref.Tell(message, sender);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => _ref.Equals((obj as TestActorRef<TActor>)?._ref ?? obj);

    /// <inheritdoc/>
    public override int GetHashCode() => _ref.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _ref.ToString();
}
