using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// A persistent actor whose behaviour is two lists of handlers by type, registered in its constructor.
/// </summary>
public abstract class ReceivePersistentActor : UntypedPersistentActor, IInitializableActor
{
    private readonly MessageHandlers _recover = new();
    private MessageHandlers? _building = new();
    private MessageHandlers? _handlers;

    private MessageHandlers Commands => _building ?? throw new InvalidOperationException(
        "You may only call Command-methods when constructing the actor and inside Become().");

    private MessageHandlers Recoveries => _handlers is null ? _recover : throw new InvalidOperationException(
        "You may only call Recover-methods when constructing the actor.");

    void IInitializableActor.Init()
    {
        if (_building is null)
            return;
        _handlers = _building;
        _building = null;
    }

    /// <inheritdoc/>
    protected sealed override void OnCommand(object message) => Handle(_handlers!, message);

    /// <inheritdoc/>
    protected sealed override void OnRecover(object message) => Handle(_recover, message);

    /// <summary>
    /// Replaces the behaviour by the command handlers that <paramref name="configure"/> registers.
    /// </summary>
    protected void Become(Action configure)
    {
        var handlers = Build(configure);
        base.Become(message => Handle(handlers, message));
    }

    /// <summary>
    /// Puts the command handlers that <paramref name="configure"/> registers on top of the stack.
    /// </summary>
    protected void BecomeStacked(Action configure)
    {
        var handlers = Build(configure);
        base.BecomeStacked(message => Handle(handlers, message));
    }

    /// <summary>Registers a handler of what recovery brings.</summary>
    protected void Recover<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Recoveries.Add(handler, shouldHandle);

    /// <summary>Registers a handler of what recovery brings, if it fits.</summary>
    protected void Recover<T>(Predicate<T> shouldHandle, Action<T> handler) => Recover(handler, shouldHandle);

    /// <summary>Registers a handler of what recovery brings.</summary>
    protected void Recover(
        Type messageType,
        Action<object> handler,
        Predicate<object>? shouldHandle = null) => Recoveries.Add(messageType, handler, shouldHandle);

    /// <summary>Registers a handler of what recovery brings, if it fits.</summary>
    protected void Recover(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Recover(messageType, handler, shouldHandle);

    /// <summary>Registers a handler of what recovery brings; it passes on by returning false.</summary>
    protected void Recover<T>(Func<T, bool> handler) => Recoveries.Add(handler);

    /// <summary>Registers a handler of what recovery brings; it passes on by returning false.</summary>
    protected void Recover(Type messageType, Func<object, bool> handler) =>
        Recoveries.Add(messageType, handler);

    /// <summary>
    /// Registers a handler for everything that recovery brings; none can be registered after it.
    /// </summary>
    protected void RecoverAny(Action<object> handler) => Recover(handler);

    /// <summary>Registers a command handler.</summary>
    protected void Command<T>(Action<T> handler, Predicate<T>? shouldHandle = null) =>
        Commands.Add(handler, shouldHandle);

    /// <summary>Registers a handler for the commands that fit.</summary>
    protected void Command<T>(Predicate<T> shouldHandle, Action<T> handler) => Command(handler, shouldHandle);

    /// <summary>Registers a command handler.</summary>
    protected void Command(
        Type messageType,
        Action<object> handler,
        Predicate<object>? shouldHandle = null) => Commands.Add(messageType, handler, shouldHandle);

    /// <summary>Registers a handler for the commands that fit.</summary>
    protected void Command(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Command(messageType, handler, shouldHandle);

    /// <summary>Registers a command handler that passes on by returning false.</summary>
    protected void Command<T>(Func<T, bool> handler) => Commands.Add(handler);

    /// <summary>Registers a command handler that passes on by returning false.</summary>
    protected void Command(Type messageType, Func<object, bool> handler) =>
        Commands.Add(messageType, handler);

    /// <summary>Registers a handler for every command; none can be registered after it.</summary>
    protected void Command(Action<object> handler) => Commands.Add(handler, null);

    /// <summary>Registers a handler for every command; none can be registered after it.</summary>
    protected void CommandAny(Action<object> handler) => Commands.Add(handler, null);

    /// <summary>Registers an asynchronous command handler; no other command is taken until it ends.</summary>
    protected void CommandAsync<T>(Func<T, Task> handler, Predicate<T>? shouldHandle = null) =>
        Command(command => RunCommand(handler, command), shouldHandle);

    /// <summary>Registers an asynchronous handler for the commands that fit.</summary>
    protected void CommandAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) =>
        CommandAsync(handler, shouldHandle);

    /// <summary>Registers an asynchronous command handler.</summary>
    protected void CommandAsync(
        Type messageType, Func<object, Task> handler, Predicate<object>? shouldHandle = null) =>
        Command(messageType, command => RunCommand(handler, command), shouldHandle);

    /// <summary>Registers an asynchronous handler for the commands that fit.</summary>
    protected void CommandAsync(
        Type messageType,
        Predicate<object> shouldHandle,
        Func<object, Task> handler) => CommandAsync(messageType, handler, shouldHandle);

    /// <summary>
    /// Registers an asynchronous handler for every command; none can be registered after it.
    /// </summary>
    protected void CommandAnyAsync(Func<object, Task> handler) => CommandAsync(handler);

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
