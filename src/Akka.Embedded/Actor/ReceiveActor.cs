using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>An actor whose behaviour is a list of handlers by type, registered in its constructor.</summary>
public abstract class ReceiveActor : UntypedActor, IInitializableActor
{
    private MessageHandlers? _building = new();
    private MessageHandlers? _handlers;

    void IInitializableActor.Init()
    {
        if (_building is null)
            return;
        _handlers = _building;
        _building = null;
    }

    /// <inheritdoc/>
    protected sealed override void OnReceive(object message) => Handle(_handlers!, message);

    /// <summary>Replaces the behaviour by the handlers that <paramref name="configure"/> registers.</summary>
    protected void Become(Action configure)
    {
        var handlers = Build(configure);
        base.Become(message => Handle(handlers, message));
    }

    /// <summary>Puts the handlers that <paramref name="configure"/> registers on top of the stack.</summary>
    protected void BecomeStacked(Action configure)
    {
        var handlers = Build(configure);
        base.BecomeStacked(message => Handle(handlers, message));
    }

    /// <summary>Registers a handler.</summary>
    protected void Receive<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Building.Add(handler, shouldHandle);

    /// <summary>Registers a handler for the messages that fit.</summary>
    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Registers a handler.</summary>
    protected void Receive(
        Type messageType,
        Action<object> handler,
        Predicate<object>? shouldHandle = null) => Building.Add(messageType, handler, shouldHandle);

    /// <summary>Registers a handler for the messages that fit.</summary>
    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    /// <summary>Registers a handler that passes a message on by returning false.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Building.Add(handler);

    /// <summary>Registers a handler that passes a message on by returning false.</summary>
    protected void Receive(Type messageType, Func<object, bool> handler) =>
        Building.Add(messageType, handler);

    /// <summary>Registers a handler for everything; none can be registered after it.</summary>
    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    /// <summary>Registers an asynchronous handler; no other message is taken until it ends.</summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Receive(message => ActorTaskScheduler.RunHandler(handler, message), shouldHandle);

    /// <summary>Registers an asynchronous handler for the messages that fit.</summary>
    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) =>
        ReceiveAsync(handler, shouldHandle);

    /// <summary>Registers an asynchronous handler.</summary>
    protected void ReceiveAsync(
        Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        Receive(messageType, message => ActorTaskScheduler.RunHandler(handler, message), shouldHandle);

    /// <summary>Registers an asynchronous handler for the messages that fit.</summary>
    protected void ReceiveAsync(
        Type messageType,
        Predicate<object> shouldHandle,
        Func<object, Task> handler) => ReceiveAsync(messageType, handler, shouldHandle);

    /// <summary>Registers an asynchronous handler for everything; none can be registered after it.</summary>
    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAsync(handler);

    private MessageHandlers Building => _building ?? throw new InvalidOperationException(
        "You may only call Receive-methods when constructing the actor and inside Become().");

    private void Handle(MessageHandlers handlers, object message)
    {
        if (!handlers.TryHandle(message))
            Unhandled(message);
    }

    private MessageHandlers Build(Action configure)
    {
        var outer = _building;
        var handlers = _building = new MessageHandlers();
        try
        {
            configure();
        }
        finally
        {
            _building = outer;
        }

        return handlers;
    }
}
