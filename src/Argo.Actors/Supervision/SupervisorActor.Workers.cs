using Akka.Actor;
using Akka.Event;
using Argo.Actors.Gatekeeping;
using Argo.Actors.Ports;
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
            if (_runs.TryFind(progress.ExecutionId, out var run))
                (run.Phase, run.StepsDone) = (progress.Phase, progress.StepsDone);
        });
        Receive<GatekeeperProtocol.Finished>(finished =>
        {
            if (_runs.TryFind(finished.ExecutionId, out var run))
                run.End = finished.End;
        });
        Receive<GatekeeperProtocol.NotKept>(OnNotKept);
        Receive<GatekeeperProtocol.Failing>(failing =>
        {
            if (_runs.TryFind(failing.ExecutionId, out var run))
                run.Fault = failing.Reason;
        });
        Receive<GatekeeperProtocol.NotRecovered>(given =>
        {
            if (_runs.TryFind(given.ExecutionId, out var run))
                run.GivenUp = given.Reason;
        });
        Receive<WorkerGone>(OnWorkerGone);
        Receive<TryAgain>(again =>
        {
            if (_runs.TryFind(again.ExecutionId, out var run))
                Start(run);
        });
    }

    private void StartWhatMayRun()
    {
        foreach (var run in _runs.TakeStartable())
            Start(run);
    }

    private void Start(Run run)
    {
        var execution = run.Request.ExecutionId;
        var props = run.IsRecovery
            ? RecoveryActor.Props(run.Request, _services, run.Recover ?? new Recover(null), run.Fault)
            : GatekeeperActor.Props(run.Request, _services);
        run.Attempts++;
        run.Worker = Context.ActorOf(props, $"execution-{execution}");
        Context.WatchWith(run.Worker, new WorkerGone(execution));
        if (!run.IsRecovery && run.Order is { } order)
            run.Worker.Tell(order);
    }

    private void OnWorkerGone(WorkerGone gone)
    {
        if (!_runs.TryFind(gone.ExecutionId, out var run))
            return;
        if (run.End is { } end)
            Close(run, Told(gone.ExecutionId, end));
        else if (run.GivenUp is { } reason)
            Close(run, new NotKnown(gone.ExecutionId, reason));
        else
            RecoverAfterDeath(run);
    }

    private void RecoverAfterDeath(Run run)
    {
        var execution = run.Request.ExecutionId;
        if (!run.IsRecovery)
            (run.IsRecovery, run.Attempts) = (true, 0);
        if (run.Attempts >= _services.Limits.RecoveryAttempts)
        {
            _log.Error("Execution {0} could not be recovered after {1} attempt(s).", execution, run.Attempts);
            Close(run, new NotKnown(
                execution,
                $"It could not be brought to an end here ({run.Fault ?? "its worker died"}); once that is "
                + $"mended, 'argo recover {execution}' ends it."));
            return;
        }

        _log.Warning(
            "Execution {0} was ended by a failure ({1}); the journal decides what is undone.", execution,
            run.Fault ?? "its worker died");
        var pause = run.Attempts == 0
            ? TimeSpan.Zero : _services.Limits.RecoveryBackoff * (1 << (run.Attempts - 1));
        Timers.StartSingleTimer(execution, new TryAgain(execution), pause);
    }

    /// <summary>Whoever waits is told now; the worker goes on trying.</summary>
    private void OnNotKept(GatekeeperProtocol.NotKept end)
    {
        if (!_runs.TryFind(end.ExecutionId, out var run))
            return;
        run.NotKept = $"It has ended ({end.End.State}), as its journal says, but the store cannot keep that "
            + $"now: {end.Reason} 'argo recover {end.ExecutionId}' then stores it.";
        var answer = new NotKnown(end.ExecutionId, run.NotKept, IsStoreFault: true);
        run.Waiters.ForEach(waiter => waiter.Tell(answer));
        run.Waiters.Clear();
        NoteRecovered(end.ExecutionId, answer);
        AnswerDrainersWhenDone();
    }

    private void Close(Run run, object answer)
    {
        _runs.Remove(run);
        run.Waiters.ForEach(waiter => waiter.Tell(answer));
        NoteRecovered(run.Request.ExecutionId, answer);
        run.Afterwards.ForEach(message => Self.Tell(message));
        StartWhatMayRun();
        AnswerDrainersWhenDone();
    }
}
