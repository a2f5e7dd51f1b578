using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Actors.Execution;
using Argo.Actors.Ports;
using Argo.Artifacts.Json;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Supervision;

/// <summary>
/// Admits executions, keeps overlapping plans apart, and answers for every one until its end is durable.
/// </summary>
/// <remarks><code>
/// Loading (what dead processes left) -> Ready -> Draining
/// one execution:  Queued -> gatekeeper -> Finished
///                              `-(dies)-> recovery, with back-off -> Finished | given up until the next
/// start
/// </code></remarks>
public sealed partial class SupervisorActor : ReceiveActor, IWithTimers, IWithStash
{
    private readonly ExecutionServices _services;
    private readonly ExecutionQueue _runs;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly List<IActorRef> _drainers = [];
    private string? _draining;

    /// <summary>Used by <see cref="Props"/>.</summary>
    public SupervisorActor(ExecutionServices services)
    {
        _services = services;
        _runs = new ExecutionQueue(services.Limits);
        Loading();
    }

    /// <summary>Set by the actor system.</summary>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Set by the actor system.</summary>
    public IStash Stash { get; set; } = null!;

    /// <summary>The recipe for <c>/user/argo</c>.</summary>
    public static Props Props(ExecutionServices services) =>
        Akka.Actor.Props.Create(() => new SupervisorActor(services));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (_services.RecoversAtStart)
            FindAbandoned(new Recover(null), isStart: true).PipeTo(Self);
        else
            Self.Tell(new Abandoned([], [], new Recover(null)));
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(0, -1, _ => Directive.Stop); // a gatekeeper's death is answered by a recovery

    private void Loading()
    {
        Receive<Abandoned>(OnLoaded);
        Receive<Akka.Actor.Status.Failure>(failure => OnLoadFailed(failure.Cause));
        Receive<Drain>(OnDrainWhileLoading);
        ReceiveAny(_ => Stash.Stash());
    }

    /// <summary>
    /// Nothing may run before it is known what was left half done: new work is refused until it is.
    /// </summary>
    private void Unreadable(Exception cause)
    {
        Receive<Abandoned>(OnLoaded);
        Receive<Akka.Actor.Status.Failure>(failure => OnLoadFailed(failure.Cause));
        Receive<LoadAgain>(_ => FindAbandoned(new Recover(null), isStart: true).PipeTo(Self));
        Receive<Submit>(submit => Sender.Tell(new Refused(
            submit.Request.ExecutionId,
            $"What was left unfinished cannot be read from the store: {cause.Message}")));
        Receive<Recover>(_ => Sender.Tell(new Akka.Actor.Status.Failure(cause)));
        Receive<Drain>(OnDrainWhileLoading);
        ReceiveAny(_ => Stash.Stash());
    }

    private void OnLoaded(Abandoned abandoned)
    {
        TakeOver(abandoned, []);
        Become(Ready);
        Stash.UnstashAll();
        StartWhatMayRun();
    }

    private void OnLoadFailed(Exception cause)
    {
        _log.Error(cause, "The store cannot be read; nothing runs until it can: {0}", cause.Message);
        Timers.StartSingleTimer(nameof(LoadAgain), new LoadAgain(), _services.Limits.RecoveryBackoff);
        Become(() => Unreadable(cause));
        Stash.UnstashAll();
    }

    private void OnDrainWhileLoading(Drain drain)
    {
        Become(Ready);
        OnDrain(drain);
        Stash.UnstashAll(); // each is refused: the host stops
    }

    private void Ready()
    {
        Receive<Submit>(OnSubmit);
        Receive<Admitted>(OnAdmitted);
        Receive<AdmissionFailed>(failed =>
            Sender.Tell(new Refused(failed.Request.ExecutionId, failed.Reason)));
        Receive<AwaitEnd>(OnAwaitEnd);
        Receive<GetStatus>(OnGetStatus);
        Receive<Cancel>(OnCancel);
        Receive<Escalate>(OnEscalate);
        Receive<Recover>(OnRecover);
        Receive<Drain>(OnDrain);
        ReceiveFromWorkers();
        ReceiveRecoveries();
    }

    private void OnSubmit(Submit submit)
    {
        var (request, asker) = (submit.Request, Sender);
        if ((_draining ?? _runs.WhyFull()) is { } reason)
        {
            asker.Tell(new Refused(request.ExecutionId, reason));
            return;
        }

        _services.Ledger.AdmitAsync(request).PipeTo(
            Self,
            asker,
            admission => new Admitted(request, admission),
            cause => new AdmissionFailed(
                request,
                $"The store did not confirm that it took it on: {cause.Message} "
                + "Hand it in again under the same execution_id: it runs at most once."));
    }

    private void OnAdmitted(Admitted admitted)
    {
        var (request, (entry, existing)) = (admitted.Request, admitted.Admission);
        if (existing && entry.PlanDigest != ArtifactDigest.Of(request.Plan))
        {
            Sender.Tell(new Refused(
                request.ExecutionId,
                $"execution_id: {request.ExecutionId} is another plan's already; choose another id.",
                IsInputWrong: true));
            return;
        }

        existing |= _runs.TryFind(request.ExecutionId, out _); // the same was handed in twice at once
        Sender.Tell(new Submitted(request.ExecutionId, existing));
        if (existing)
            return;
        _runs.Add(new ScheduledExecution(request, isRecovery: false)
        {
            Order = _draining is null ? null : new GatekeeperProtocol.Stop(_draining),
        });
        StartWhatMayRun();
    }

    private void OnAwaitEnd(AwaitEnd wait)
    {
        if (_runs.TryFind(wait.ExecutionId, out var scheduled))
        {
            if (scheduled.NotKept is { } reason)
                Sender.Tell(new NotKnown(wait.ExecutionId, reason, IsStoreFault: true));
            else
                scheduled.Waiters.Add(Sender);
            return;
        }

        _services.Ledger.FindEndAsync(wait.ExecutionId).PipeTo(
            Sender,
            Self,
            end => end is null
                ? new NotKnown(
                    wait.ExecutionId, "It has no end in this store, and this process does not run it.")
                : Told(wait.ExecutionId, end),
            cause => new NotKnown(
                wait.ExecutionId, $"Its end cannot be read from the store: {cause.Message}",
                IsStoreFault: true));
    }

    private void OnGetStatus(GetStatus ask) => Sender.Tell(
        _runs.TryFind(ask.ExecutionId, out var scheduled)
            ? (object)new ExecutionProtocol.Status(
                ask.ExecutionId, scheduled.Phase, scheduled.StepsDone, scheduled.Request.Plan.Steps.Length)
            : new NotKnown(ask.ExecutionId, "This process does not run it."));

    private void OnCancel(Cancel cancel)
    {
        if (!_runs.TryFind(cancel.ExecutionId, out var scheduled))
        {
            Sender.Tell(new CancelAnswer(cancel.ExecutionId, false, "this process does not run it"));
        }
        else if (scheduled.IsRecovery
            || scheduled.Phase is ExecutionPhase.RollingBack or ExecutionPhase.Committing)
        {
            Sender.Tell(
                new CancelAnswer(cancel.ExecutionId, false, $"it is too late: it is {scheduled.Phase}"));
        }
        else
        {
            Order(scheduled, new GatekeeperProtocol.Stop(cancel.Reason));
            Sender.Tell(new CancelAnswer(
                cancel.ExecutionId, true, "the step under way ends, then everything is undone"));
        }
    }

    private void OnEscalate(Escalate alarm)
    {
        _log.Warning("Security escalation to {0}: {1}", alarm.Reading.SecurityState, alarm.Reason);
        foreach (var scheduled in _runs.All.ToArray())
            Order(scheduled, new GatekeeperProtocol.Halt(alarm.Reason));
        Sender.Tell(new Escalated());
    }

    private void OnDrain(Drain drain)
    {
        _draining ??= $"The host is stopping: {drain.Reason}";
        _drainers.Add(Sender);
        foreach (var scheduled in _runs.All.ToArray())
            Order(scheduled, new GatekeeperProtocol.Stop(drain.Reason));
        AnswerDrainersWhenDone();
    }

    /// <summary>
    /// A run that waits is started at once: with the order as its first message it touches nothing.
    /// </summary>
    private void Order(ScheduledExecution scheduled, object order)
    {
        scheduled.Order ??= order;
        if (scheduled.Worker is null && !scheduled.IsRecovery)
            Start(scheduled);
        else if (!scheduled.IsRecovery)
            scheduled.Worker!.Tell(order);
    }

    private void AnswerDrainersWhenDone()
    {
        if (_draining is null || _runs.All.Any(scheduled => scheduled.NotKept is null))
            return; // an end that only waits for room in the store is stored by the next start
        _drainers.ForEach(drainer => drainer.Tell(new Drained()));
        _drainers.Clear();
    }

    private static Ended Told(ExecutionId execution, ExecutionEnd end) =>
        new(execution, end.State, end.Result, end.Record);

    private sealed record LoadAgain;

    private sealed record Admitted(ExecutionRequest Request, Admission Admission);

    private sealed record AdmissionFailed(ExecutionRequest Request, string Reason);

    private sealed record Abandoned(
        ImmutableArray<ExecutionRequest> Requests, ImmutableArray<NotKnown> Lost, Recover Order);
}
