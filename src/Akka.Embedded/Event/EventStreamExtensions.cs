using Akka.Actor;

namespace Akka.Event;

/// <summary>Subscribing by type parameter.</summary>
public static class EventStreamExtensions
{
    /// <summary>Subscribes to a type; false when it was subscribed already.</summary>
    public static bool Subscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Subscribe(subscriber, typeof(TChannel));

    /// <summary>Ends one subscription; false when there was none.</summary>
    public static bool Unsubscribe<TChannel>(this EventStream eventStream, IActorRef subscriber) =>
        eventStream.Unsubscribe(subscriber, typeof(TChannel));
}
