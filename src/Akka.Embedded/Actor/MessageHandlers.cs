using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>The handlers of one behaviour, tried in order; the first that fits takes the message.</summary>
internal sealed class MessageHandlers
{
    private readonly List<Handler> _handlers = [];
    private Type? _catchAll;

    /// <summary>
    /// Adds a handler; <paramref name="tryHandle"/> is false when it passes the message on.
    /// </summary>
    internal void Add<T>(Func<T, bool> tryHandle) => Add(new TypedFunction<T>(tryHandle), typeof(T), false);

    internal void Add<T>(Action<T> handler, Predicate<T>? shouldHandle) =>
        Add(new TypedAction<T>(handler, shouldHandle), typeof(T), shouldHandle is null);

    internal void Add(Type type, Func<object, bool> tryHandle) =>
        Add(new ByType(type, tryHandle), type, false);

    internal void Add(Type type, Action<object> handler, Predicate<object>? shouldHandle) =>
        Add(
            new ByType(type, message =>
            {
                if (shouldHandle is not null && !shouldHandle(message))
                    return false;
                handler(message);
                return true;
            }),
            type,
            shouldHandle is null);

    internal bool TryHandle(object message)
    {
        foreach (var handler in _handlers)
        {
            if (handler.TryHandle(message))
                return true;
        }

        return false;
    }

    private void Add(Handler handler, Type type, bool takesAll)
    {
        if (_catchAll is not null)
        {
            throw new InvalidOperationException(
                "A handler that catches all messages has been added. No handler can be added after that.");
        }

        _handlers.Add(handler);
        if (takesAll && type == typeof(object))
            _catchAll = type;
    }

    private abstract class Handler
    {
        internal abstract bool TryHandle(object message);
    }

    private sealed class TypedAction<T>(Action<T> handler, Predicate<T>? shouldHandle) : Handler
    {
        internal override bool TryHandle(object message)
        {
            if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed)))
                return false;
            handler(typed);
            return true;
        }
    }

    private sealed class TypedFunction<T>(Func<T, bool> handler) : Handler
    {
        internal override bool TryHandle(object message) => message is T typed && handler(typed);
    }

    private sealed class ByType(Type type, Func<object, bool> handler) : Handler
    {
        internal override bool TryHandle(object message) =>
            type.IsInstanceOfType(message) && handler(message);
    }
}
