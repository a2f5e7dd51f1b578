namespace Akka.Actor.Internal;

internal sealed partial class ActorCell
{
    /// <summary>Handles one system message.</summary>
    internal void InvokeSystem(SystemMessage message)
    {
        try
        {
            if (!TryPostpone(message))
                Handle(message);
        }
        catch (Exception failure)
        {
            HandleInvokeFailure(failure, escalated: message as SystemMessage.Failed);
        }
    }

    /// <summary>Answers a system message that came after the end.</summary>
    internal void HandleAfterDeath(SystemMessage message)
    {
        if (message is SystemMessage.Watch watch)
            watch.Watcher.SendSystem(
                new SystemMessage.DeathWatchNotification(Self, existenceConfirmed: false));
    }

    private void Handle(SystemMessage message)
    {
        switch (message)
        {
            case SystemMessage.Create:
                Create();
                break;
            case SystemMessage.RunTask run:
                _taskScheduler!.Execute(run.Task);
                break;
            case SystemMessage.Watch watch:
                AddWatcher(watch.Watcher);
                break;
            case SystemMessage.Unwatch unwatch:
                _watchedBy?.Remove(unwatch.Watcher);
                break;
            case SystemMessage.DeathWatchNotification death:
                WatchedActorTerminated(death.Actor, death.ExistenceConfirmed);
                break;
            case SystemMessage.Terminate:
                Terminate();
                break;
            case SystemMessage.Failed failed:
                HandleFailed(failed);
                break;
            case SystemMessage.Suspend:
                FaultSuspend();
                break;
            case SystemMessage.Resume resume:
                FaultResume(resume.CausedByFailure);
                break;
            case SystemMessage.Recreate recreate:
                FaultRecreate(recreate.Cause);
                break;
        }
    }

    private void Create()
    {
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            ArmReceiveTimeout();
        }
        catch (Exception failure)
        {
            if (_actor is not null)
                ClearActor(_actor);
            _actor = null;
            throw new ActorInitializationException(Self, "Exception during creation", failure);
        }
    }

    private ActorBase NewActor()
    {
        _outerBehaviors = null;
        var actor = NewInstance();
        actor.SetStrategy(Props.SupervisorStrategy);
        if (actor is IActorStash stashing)
            stashing.Stash = _stash ??= new ActorStash(this);
        if (actor is IWithTimers timed)
            timed.Timers = _timers ??= new ActorTimers(this);
        if (actor is IInitializableActor initializable)
            initializable.Init();
        return actor;
    }

    private ActorBase NewInstance()
    {
        IsCreating = true;
        try
        {
            return Props.NewActor();
        }
        finally
        {
            IsCreating = false;
        }
    }

    /// <summary>Takes leave of an instance: what it put aside goes back to the mailbox.</summary>
    private void ClearActor(ActorBase actor)
    {
        _stash?.UnstashAll();
        _timers?.CancelAll();
        CurrentMessage = null;
        _outerBehaviors = null;
        _actorCleared = true;
        actor.Clear(System.DeadLetters);
        Props.Release(actor);
    }

    private void Terminate()
    {
        SetReceiveTimeout(null);
        UnwatchAll();
        StopChildren();
        if (_children.AwaitStopping(ChildTable.Reason.Termination))
        {
            if (!_terminating)
            {
                // No user message is taken while the children stop, and no failure is reported any more.
                _terminating = true;
                Mailbox.Suspend();
                _perpetrator = Self;
            }
        }
        else
        {
            FinishTerminate();
        }
    }

    /// <summary>
    /// The order matters: a parent that also watches must hear of its child before it hears of the watched.
    /// </summary>
    private void FinishTerminate()
    {
        var actor = _actor;
        try
        {
            actor?.AroundPostStop();
        }
        catch (Exception failure)
        {
            PublishError(failure, failure.Message);
        }

        _stash?.UnstashAll();
        _terminated = true;
        Interlocked.MemoryBarrier(); // a subscription made now sees the end, or is seen here
        if (Self.IsSubscribed)
            System.EventStream.Unsubscribe(Self);
        Mailbox.Close();
        Parent.SendSystem(new SystemMessage.DeathWatchNotification(Self, existenceConfirmed: true));
        TellWatchersWeDied();
        UnwatchAll();
        if (actor is not null)
            ClearActor(actor);
        _actor = null;
        _behavior = null;
    }

    private void PublishError(Exception? cause, string message) =>
        System.EventStream.Publish(new Event.Error(cause, Self.Path.ToString(), Props.Type, message));
}
