using System.Runtime.ExceptionServices;

namespace Akka.Actor.Internal;

internal sealed partial class ActorCell
{
    // Who made this cell fail: itself, or a child whose failure was escalated. Null: not failed.
    private IActorRef? _perpetrator;
    private bool _actorCleared;
    private bool _terminating;
    private List<SystemMessage>? _postponed;

    // The child's failure that became this cell's own.
    private SystemMessage.Failed? _escalated;

    private bool IsFailed => _perpetrator is not null;

    /// <summary>Suspends, and asks the supervisor what to do.</summary>
    private void HandleInvokeFailure(
        Exception cause,
        IReadOnlyCollection<IActorRef>? childrenNotToSuspend = null,
        SystemMessage.Failed? escalated = null)
    {
        if (IsFailed || _terminated)
            return;
        try
        {
            Mailbox.Suspend();
            var failedChild = escalated?.Child;
            (_perpetrator, _escalated) = (failedChild ?? Self, escalated);
            foreach (var child in _children.All())
            {
                if (
                    !ReferenceEquals(child.Child, failedChild)
                    && childrenNotToSuspend?.Contains(child.Child) != true)
                    child.Child.SendSystem(new SystemMessage.Suspend());
            }

            Parent.SendSystem(new SystemMessage.Failed(Self, cause));
        }
        catch (Exception second)
        {
            PublishError(second, $"Emergency stop: exception in failure handling for {cause}");
            StopChildren();
            FinishTerminate();
        }
    }

    /// <summary>
    /// Keeps for later what makes no sense while children stop for a restart, or while this cell has failed.
    /// </summary>
    private bool TryPostpone(SystemMessage message)
    {
        var postpone = message switch
        {
            SystemMessage.Failed => IsFailed || _children.IsAwaitingRestart,
            SystemMessage.Suspend or SystemMessage.Resume or SystemMessage.Recreate =>
                _children.IsAwaitingRestart,
            _ => false,
        };
        if (postpone)
            (_postponed ??= []).Add(message);
        return postpone;
    }

    private void ReplayPostponed()
    {
        if (_postponed is not { Count: > 0 } postponed)
            return;
        _postponed = null;
        foreach (var message in postponed)
            InvokeSystem(message);
    }

    private void HandleFailed(SystemMessage.Failed failed)
    {
        if (_children.Find(failed.Child) is not { } child || _actor is null)
            return;
        // An awaiting handler of this actor goes on afterwards, with its own message and sender.
        var (message, sender) = (CurrentMessage, _sender);
        (CurrentMessage, _sender) = (failed, failed.Child);
        try
        {
            if (!_actor.Strategy.HandleFailure(this, child, failed.Cause, _children.All()))
                ExceptionDispatchInfo.Capture(failed.Cause).Throw();
        }
        finally
        {
            (CurrentMessage, _sender) = (message, sender);
        }
    }

    private void FaultSuspend()
    {
        Mailbox.Suspend();
        foreach (var child in _children.All())
            child.Child.SendSystem(new SystemMessage.Suspend());
    }

    private void FaultResume(Exception? causedByFailure)
    {
        if (_actor is null)
        {
            PublishError(null, $"Changing Resume into Create after {causedByFailure}");
            FaultCreate();
        }
        else if (_actorCleared && causedByFailure is not null)
        {
            PublishError(null, $"Changing Resume into Restart after {causedByFailure}");
            FaultRecreate(causedByFailure);
        }
        else
        {
            var perpetrator = _perpetrator;
            Mailbox.Resume();
            if (causedByFailure is not null)
                _perpetrator = null;
            foreach (var child in _children.All())
            {
                var cause = ReferenceEquals(child.Child, perpetrator) ? causedByFailure : null;
                child.Child.SendSystem(new SystemMessage.Resume(cause));
            }

            ReplayPostponed();
        }
    }

    private void FaultCreate()
    {
        SetReceiveTimeout(null);
        StopChildren();
        if (!_children.AwaitStopping(ChildTable.Reason.Creation))
            FinishCreate();
    }

    private void FinishCreate()
    {
        Mailbox.Resume();
        _perpetrator = null;
        ContinueWith(Create);
        ReplayPostponed();
    }

    private void FaultRecreate(Exception cause)
    {
        if (_actor is null)
        {
            PublishError(null, $"Changing Recreate into Create after {cause}");
            FaultCreate();
            return;
        }

        if (_terminating)
        {
            FaultResume(null);
            return;
        }

        var failed = _actor;
        if (!_actorCleared)
            PreRestart(failed, cause);
        if (!_children.AwaitStopping(ChildTable.Reason.Recreation, cause))
            FinishRecreate(cause);
    }

    private void PreRestart(ActorBase failed, Exception cause)
    {
        // An actor that is restarted for another's failure has finished its last message.
        var message = IsFailed ? _escalated ?? CurrentMessage : null;
        try
        {
            failed.AroundPreRestart(cause, message);
        }
        catch (Exception failure)
        {
            PublishError(new PreRestartException(Self, failure, cause, message), failure.Message);
        }
        finally
        {
            ClearActor(failed);
        }
    }

    private void FinishRecreate(Exception cause)
    {
        var survivors = _children.All().Select(stats => stats.Child).ToArray();
        Mailbox.Resume();
        _perpetrator = null;
        try
        {
            var fresh = NewActor();
            _actor = fresh;
            _actorCleared = false;
            fresh.Unclear();
            fresh.AroundPostRestart(cause, null);
            ArmReceiveTimeout();
            foreach (var survivor in survivors)
                survivor.SendSystem(new SystemMessage.Recreate(cause));
        }
        catch (Exception failure)
        {
            _actorCleared = true;
            _timers?.CancelAll();
            HandleInvokeFailure(new PostRestartException(Self, failure, cause), survivors);
        }

        ReplayPostponed();
    }
}
