using Akka.Actor;
using Akka.Event;
using Argo.Actors.Execution;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Supervision;

/// <summary>Workers: a gatekeeper for what is new, a recovery for what somebody left.</summary>
public sealed partial class SupervisorActor
{
    private sealed record WorkerGone(ExecutionId ExecutionId);

    private sealed record TryAgain(ExecutionId ExecutionId);

    private void ReceiveFromWorkers()
    {
        Receive<GatekeeperProtocol.Progressed>(progress =>
        {
            if (_runs.TryFind(progress.ExecutionId, out var scheduled))
                scheduled.NoteProgress(progress.Phase, progress.StepsDone);
        });
        Receive<GatekeeperProtocol.Finished>(finished =>
        {
            if (_runs.TryFind(finished.ExecutionId, out var scheduled))
                scheduled.End = finished.End;
        });
        Receive<GatekeeperProtocol.NotKept>(OnNotKept);
        Receive<GatekeeperProtocol.Failing>(failing =>
        {
            if (_runs.TryFind(failing.ExecutionId, out var scheduled))
                scheduled.Fault = failing.Reason;
        });
        Receive<GatekeeperProtocol.NotRecovered>(given =>
        {
            if (_runs.TryFind(given.ExecutionId, out var scheduled))
                scheduled.GivenUp = given.Reason;
        });
        Receive<WorkerGone>(OnWorkerGone);
        Receive<TryAgain>(again =>
        {
            if (_runs.TryFind(again.ExecutionId, out var scheduled))
                Start(scheduled);
        });
    }

    private void StartWhatMayRun()
    {
        foreach (var scheduled in _runs.TakeStartable())
            Start(scheduled);
    }

    private void Start(ScheduledExecution scheduled)
    {
        var execution = scheduled.Request.ExecutionId;
        var props = scheduled.IsRecovery
            ? RecoveryActor.Props(
            scheduled.Request, _services, scheduled.Recover ?? new Recover(null), scheduled.Fault)
            : GatekeeperActor.Props(scheduled.Request, _services);
        scheduled.Attempts++;
        scheduled.Worker = Context.ActorOf(props, $"execution-{execution}");
        Context.WatchWith(scheduled.Worker, new WorkerGone(execution));
        if (!scheduled.IsRecovery && scheduled.Order is { } order)
            scheduled.Worker.Tell(order);
    }

    private void OnWorkerGone(WorkerGone gone)
    {
        if (!_runs.TryFind(gone.ExecutionId, out var scheduled))
            return;
        if (scheduled.End is { } end)
            Close(scheduled, Told(gone.ExecutionId, end));
        else if (scheduled.GivenUp is { } reason)
            Close(scheduled, new NotKnown(gone.ExecutionId, reason));
        else
            RecoverAfterDeath(scheduled);
    }

    private void RecoverAfterDeath(ScheduledExecution scheduled)
    {
        var execution = scheduled.Request.ExecutionId;
        if (!scheduled.IsRecovery)
            (scheduled.IsRecovery, scheduled.Attempts) = (true, 0);
        if (scheduled.Attempts >= _services.Limits.RecoveryAttempts)
        {
            _log.Error(
                "Execution {0} could not be recovered after {1} attempt(s).", execution, scheduled.Attempts);
            Close(scheduled, new NotKnown(
                execution,
                $"It could not be brought to an end here ({scheduled.Fault ?? "its worker died"}). "
                + $"{scheduled.WhatStands} Once that is mended, 'argo recover {execution}' ends it."));
            return;
        }

        _log.Warning(
            "Execution {0} was ended by a failure ({1}); the journal decides what is undone.", execution,
            scheduled.Fault ?? "its worker died");
        var pause = scheduled.Attempts == 0
            ? TimeSpan.Zero : _services.Limits.RecoveryBackoff * (1 << (scheduled.Attempts - 1));
        Timers.StartSingleTimer(execution, new TryAgain(execution), pause);
    }

    /// <summary>Whoever waits is told now; the worker goes on trying.</summary>
    private void OnNotKept(GatekeeperProtocol.NotKept end)
    {
        if (!_runs.TryFind(end.ExecutionId, out var scheduled))
            return;
        scheduled.NotKept =
            $"It has ended ({end.End.State}), as its journal says, but the store cannot keep that "
            + $"now: {end.Reason} 'argo recover {end.ExecutionId}' then stores it.";
        var answer = new NotKnown(end.ExecutionId, scheduled.NotKept, IsStoreFault: true);
        scheduled.Waiters.ForEach(waiter => waiter.Tell(answer));
        scheduled.Waiters.Clear();
        NoteRecovered(end.ExecutionId, answer);
        AnswerDrainersWhenDone();
    }

    private void Close(ScheduledExecution scheduled, object answer)
    {
        _runs.Remove(scheduled);
        scheduled.Waiters.ForEach(waiter => waiter.Tell(answer));
        NoteRecovered(scheduled.Request.ExecutionId, answer);
        scheduled.Afterwards.ForEach(message => Self.Tell(message));
        StartWhatMayRun();
        AnswerDrainersWhenDone();
    }
}
