namespace Akka.Actor.Internal;

internal sealed partial class ActorCell
{
    private Dictionary<IActorRef, object?>? _watching;
    private HashSet<IActorRef>? _watchedBy;

    // Deaths whose message is in the mailbox: taken out by Unwatch, so that the message is then not seen.
    private Dictionary<IActorRef, object?>? _terminatedQueued;

    public IActorRef Watch(IActorRef subject) => Watch(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Watch(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        var actor = subject.AsInternal();
        if (_watching?.Remove(actor) == true)
            actor.SendSystem(new SystemMessage.Unwatch(Self));
        _terminatedQueued?.Remove(actor);
        return subject;
    }

    /// <summary>Puts a stashed message back in front of the mailbox; a death is expected again.</summary>
    internal void PutBack(in Envelope stashed)
    {
        if (stashed.Message is Terminated terminated)
            (_terminatedQueued ??= [])[terminated.ActorRef] = null;
        Mailbox.Prepend(stashed);
    }

    private IActorRef Watch(IActorRef subject, object? message)
    {
        var actor = subject.AsInternal();
        _watching ??= [];
        if (!ReferenceEquals(actor, Self) && _watching.TryAdd(actor, message))
            actor.SendSystem(new SystemMessage.Watch(actor, Self));
        return subject;
    }

    private void AddWatcher(IInternalActorRef watcher)
    {
        if (!ReferenceEquals(watcher, Self))
            (_watchedBy ??= []).Add(watcher);
    }

    private void WatchedActorTerminated(IActorRef actor, bool existenceConfirmed)
    {
        if (_watching is not null && _watching.Remove(actor, out var message) && !_terminating)
        {
            (_terminatedQueued ??= [])[actor] = message;
            Self.Tell(new Terminated(actor, existenceConfirmed, addressTerminated: false), actor);
        }

        if (_children.Find(actor) is not null)
            HandleChildTerminated(actor);
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_terminatedQueued is null || !_terminatedQueued.Remove(terminated.ActorRef, out var message))
            return;
        if (message is not null)
            CurrentMessage = message;
        Receive(message ?? terminated);
    }

    private void TellWatchersWeDied()
    {
        if (_watchedBy is null)
            return;
        foreach (var watcher in _watchedBy)
        {
            // The parent has been told as a parent.
            if (!ReferenceEquals(watcher, Parent))
                watcher
                    .AsInternal()
                    .SendSystem(new SystemMessage.DeathWatchNotification(Self, existenceConfirmed: true));
        }

        _watchedBy = null;
    }

    private void UnwatchAll()
    {
        if (_watching is null)
            return;
        foreach (var subject in _watching.Keys)
            subject.AsInternal().SendSystem(new SystemMessage.Unwatch(Self));
        _watching = null;
        _terminatedQueued = null;
    }
}
