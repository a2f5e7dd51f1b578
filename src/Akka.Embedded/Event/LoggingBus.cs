using Akka.Actor;

namespace Akka.Event;

/// <summary>
/// Hands what is published to everyone who subscribed to its type, a base type or an interface of it.
/// </summary>
public abstract class LoggingBus
{
    private protected LoggingBus()
    {
    }

    /// <summary>The lowest level that is worth publishing.</summary>
    public LogLevel LogLevel { get; private set; } = LogLevel.InfoLevel;

    /// <summary>Changes the lowest level.</summary>
    public void SetLogLevel(LogLevel logLevel) => LogLevel = logLevel;

    /// <summary>Tells every subscriber, in the calling thread; delivery is a plain tell.</summary>
    public abstract void Publish(object @event);

    /// <summary>Subscribes to a type; false when it was subscribed already.</summary>
    public abstract bool Subscribe(IActorRef subscriber, Type channel);

    /// <summary>Ends one subscription; false when there was none.</summary>
    public abstract bool Unsubscribe(IActorRef subscriber, Type channel);

    /// <summary>Ends all subscriptions of an actor; false when there were none.</summary>
    public abstract bool Unsubscribe(IActorRef subscriber);
}
