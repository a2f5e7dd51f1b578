namespace Akka.Actor.Internal;

/// <summary>A temporary reference that watches one actor and completes when it is gone.</summary>
internal sealed class TerminationPromise : IInternalActorRef
{
    private readonly TaskCompletionSource<bool> _gone = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IInternalActorRef _target;

    internal TerminationPromise(IInternalActorRef target)
    {
        _target = target;
        System = target.System;
        Path = (System?.Root ?? target.Path.Root) / "temp" / $"${System?.NextUid()}";
        target.SendSystem(new SystemMessage.Watch(target, this));
    }

    public ActorPath Path { get; }

    public ActorSystemImpl? System { get; }

    internal Task<bool> Task => _gone.Task;

    public void Tell(object message, IActorRef? sender)
    {
    }

    public void SendSystem(SystemMessage message)
    {
        if (message is SystemMessage.DeathWatchNotification)
            _gone.TrySetResult(true);
    }

    /// <summary>Ends the watch with false, unless the actor is gone already.</summary>
    internal void GiveUp()
    {
        if (_gone.TrySetResult(false))
            _target.SendSystem(new SystemMessage.Unwatch(this));
    }
}
