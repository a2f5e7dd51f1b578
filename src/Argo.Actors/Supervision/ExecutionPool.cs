using Akka.Actor;
using Akka.Event;
using Argo.Actors.Execution;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Supervision;

/// <summary>
/// The workers of a supervisor: starts them when the queue lets them, hears what they report, and answers
/// whoever waits when they have ended. Used by the supervisor's own thread only.
/// </summary>
internal sealed class ExecutionPool(
    ExecutionServices services, ExecutionQueue queue, IActorRef recoveries, IActorContext context,
    ITimerScheduler timers)
{
    private readonly ILoggingAdapter _log = context.GetLogger();
    private readonly List<IActorRef> _drainers = [];

    /// <summary>A worker has stopped, for whatever reason.</summary>
    internal sealed record WorkerGone(ExecutionId ExecutionId);

    /// <summary>It is time to recover an execution whose worker died.</summary>
    internal sealed record TryAgain(ExecutionId ExecutionId);

    public void OrderAll(object order)
    {
        foreach (var scheduled in queue.All.ToArray())
            Order(scheduled, order);
    }

    /// <summary>
    /// An execution that waits is started at once: with the order as its first message it touches nothing.
    /// </summary>
    public void Order(ScheduledExecution scheduled, object order)
    {
        scheduled.Order ??= order;
        if (scheduled.Worker is null && !scheduled.IsRecovery)
            Start(scheduled);
        else if (!scheduled.IsRecovery)
            scheduled.Worker!.Tell(order);
    }

    public void StartWhatMayRun()
    {
        foreach (var scheduled in queue.TakeStartable())
            Start(scheduled);
    }

    private void Start(ScheduledExecution scheduled)
    {
        var execution = scheduled.Request.ExecutionId;
        scheduled.Attempts++;
        scheduled.Worker = context.ActorOf(scheduled.WorkerProps(services), $"execution-{execution}");
        context.WatchWith(scheduled.Worker, new WorkerGone(execution));
        if (!scheduled.IsRecovery && scheduled.Order is { } order)
            scheduled.Worker.Tell(order);
    }

    public void OnReport(GatekeeperProtocol.Report report)
    {
        if (!queue.TryFind(report.ExecutionId, out var scheduled))
            return;
        scheduled.Note(report);
        if (report is GatekeeperProtocol.NotKept)
            TellNotKept(scheduled);
    }

    /// <summary>Whoever waits is told now; the worker goes on trying.</summary>
    private void TellNotKept(ScheduledExecution scheduled)
    {
        Tell(scheduled, new NotKnown(
            scheduled.Request.ExecutionId, scheduled.NotKept!, IsStoreFault: true));
        AnswerDrainersWhenIdle();
    }

    public void OnWorkerGone(WorkerGone gone)
    {
        if (!queue.TryFind(gone.ExecutionId, out var scheduled))
            return;
        if (SupervisorDecisions.AnswerAfterDeath(scheduled, services.Limits) is { } answer)
        {
            if (scheduled is { End: null, GivenUp: null })
                _log.Error(
                    "Execution {0} could not be recovered after {1} attempt(s).", gone.ExecutionId,
                    scheduled.Attempts);
            Close(scheduled, answer);
            return;
        }

        _log.Warning(
            "Execution {0} was ended by a failure ({1}); the journal decides what is undone.",
            gone.ExecutionId, scheduled.Fault ?? "its worker died");
        scheduled.BecomeRecovery();
        timers.StartSingleTimer(
            gone.ExecutionId, new TryAgain(gone.ExecutionId),
            SupervisorDecisions.PauseBefore(scheduled.Attempts, services.Limits));
    }

    public void OnTryAgain(TryAgain again)
    {
        if (queue.TryFind(again.ExecutionId, out var scheduled))
            Start(scheduled);
    }

    private void Close(ScheduledExecution scheduled, object answer)
    {
        queue.Remove(scheduled);
        Tell(scheduled, answer);
        scheduled.Afterwards.ForEach(message => context.Self.Tell(message));
        StartWhatMayRun();
        AnswerDrainersWhenIdle();
    }

    private void Tell(ScheduledExecution scheduled, object answer)
    {
        scheduled.Waiters.ForEach(waiter => waiter.Tell(answer));
        scheduled.Waiters.Clear();
        recoveries.Tell(new RecoveryProtocol.Closed(scheduled.Request.ExecutionId, answer));
    }

    /// <summary>Tells once nothing runs any more.</summary>
    public void TellWhenIdle(IActorRef drainer)
    {
        _drainers.Add(drainer);
        AnswerDrainersWhenIdle();
    }

    private void AnswerDrainersWhenIdle()
    {
        if (queue.All.Any(scheduled => scheduled.NotKept is null))
            return; // an end that only waits for room in the store is stored by the next start
        _drainers.ForEach(drainer => drainer.Tell(new Drained()));
        _drainers.Clear();
    }
}
