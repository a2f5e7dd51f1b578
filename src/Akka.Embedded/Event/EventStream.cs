using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Event;

/// <summary>The event stream of an actor system: local, at most once, no replay.</summary>
/// <remarks>An actor's subscriptions end when it stops.</remarks>
public sealed class EventStream : LoggingBus
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<Type, IActorRef[]> _byEventType = new();
    private ImmutableArray<(IActorRef Subscriber, Type Channel)> _subscriptions = [];

    internal EventStream()
    {
    }

    /// <summary>Sees everything, before the subscribers; must not throw.</summary>
    internal Action<object>? Observer { get; set; }

    /// <inheritdoc/>
    public override void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        Observer?.Invoke(@event);
        if (_subscriptions.IsEmpty)
            return;
        foreach (var subscriber in SubscribersOf(@event.GetType()))
            subscriber.Tell(@event, ActorCell.Current?.Self);
    }

    /// <inheritdoc/>
    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        var actor = (subscriber as IActorRefProxy)?.Target ?? subscriber;
        if (actor is LocalActorRef subscribed)
            subscribed.IsSubscribed = true; // first, then the look whether it has ended: one sees the other
        lock (_gate)
        {
            if (_subscriptions.Contains((actor, channel)))
                return false;
            _subscriptions = _subscriptions.Add((actor, channel));
            _byEventType.Clear();
        }

        if (actor is LocalActorRef { Cell.IsTerminated: true })
            Unsubscribe(actor);
        return true;
    }

    /// <inheritdoc/>
    public override bool Unsubscribe(IActorRef subscriber, Type channel) =>
        Remove(subscriber, entry => entry.Channel == channel);

    /// <inheritdoc/>
    public override bool Unsubscribe(IActorRef subscriber) => Remove(subscriber, _ => true);

    private bool Remove(IActorRef subscriber, Predicate<(IActorRef Subscriber, Type Channel)> which)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        var actor = (subscriber as IActorRefProxy)?.Target ?? subscriber;
        lock (_gate)
        {
            var left = _subscriptions.RemoveAll(entry => entry.Subscriber.Equals(actor) && which(entry));
            if (left.Length == _subscriptions.Length)
                return false;
            _subscriptions = left;
            _byEventType.Clear();
            return true;
        }
    }

    private IActorRef[] SubscribersOf(Type type)
    {
        if (_byEventType.TryGetValue(type, out var known))
            return known;
        lock (_gate)
        {
            var found = _subscriptions
                .Where(entry => entry.Channel.IsAssignableFrom(type))
                .Select(entry => entry.Subscriber)
                .Distinct();
            return _byEventType[type] = [.. found];
        }
    }
}
