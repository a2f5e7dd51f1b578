using Akka.Actor;
using Akka.Event;
using Argo.Actors.Execution;
using Argo.Actors.Ports;
using Argo.Artifacts.Json;
using static Argo.Actors.Supervision.ExecutionProtocol;
using static Argo.Actors.Supervision.RecoveryProtocol;

namespace Argo.Actors.Supervision;

/// <summary>
/// Admits executions, keeps overlapping plans apart, and answers for every one until its end is durable.
/// </summary>
/// <remarks><code>
/// Loading (what dead processes left) -> Ready -> Draining
/// one execution:  Queued -> gatekeeper -> Finished
///                              `-(dies)-> recovery, with back-off -> Finished | left for the next start
/// </code></remarks>
public sealed class SupervisorActor : ReceiveActor, IWithTimers, IWithStash
{
    private readonly ExecutionServices _services;
    private readonly ExecutionQueue _queue;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private IActorRef _recoveries = ActorRefs.Nobody; // made in PreStart
    private ExecutionPool _pool = null!; // made in PreStart
    private string? _draining;

    /// <summary>Used by <see cref="Props"/>.</summary>
    public SupervisorActor(ExecutionServices services)
    {
        _services = services;
        _queue = new ExecutionQueue(services.Limits);
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
        _recoveries = Context.ActorOf(RecoveryCoordinator.Props(_services), "recoveries");
        _pool = new ExecutionPool(_services, _queue, _recoveries, Context, Timers);
        if (_services.RecoversAtStart)
            Load();
        else
            Self.Tell(new Found([], [], new Recover(null), Asker: null));
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(0, -1, _ => Directive.Stop); // a gatekeeper's death is answered by a recovery

    private void Load() => _recoveries.Tell(new Find(new Recover(null), Asker: null));

    private void Loading()
    {
        Receive<Found>(OnLoaded);
        Receive<FindFailed>(OnLoadFailed);
        Receive<Drain>(OnDrainWhileLoading);
        ReceiveAny(_ => Stash.Stash());
    }

    /// <summary>
    /// Nothing may run before it is known what was left half done: new work is refused until it is.
    /// </summary>
    private void Unreadable(Exception cause)
    {
        Receive<Found>(OnLoaded);
        Receive<FindFailed>(OnLoadFailed);
        Receive<LoadAgain>(_ => Load());
        Receive<Submit>(submit => Sender.Tell(new Refused(
            submit.Request.ExecutionId,
            $"What was left unfinished cannot be read from the store: {cause.Message}")));
        Receive<Recover>(_ => Sender.Tell(new Akka.Actor.Status.Failure(cause)));
        Receive<Drain>(OnDrainWhileLoading);
        ReceiveAny(_ => Stash.Stash());
    }

    private void OnLoaded(Found found)
    {
        TakeOver(found);
        Become(Ready);
        Stash.UnstashAll();
        _pool.StartWhatMayRun();
    }

    private void OnLoadFailed(FindFailed failed)
    {
        var cause = failed.Cause;
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
        // from hosts
        Receive<Submit>(OnSubmit);
        Receive<AwaitEnd>(OnAwaitEnd);
        Receive<GetStatus>(OnGetStatus);
        Receive<Cancel>(OnCancel);
        Receive<Escalate>(OnEscalate);
        Receive<Recover>(recover => _recoveries.Tell(new Find(recover, Sender)));
        Receive<Drain>(OnDrain);
        // from the store
        Receive<Admitted>(OnAdmitted);
        Receive<AdmissionFailed>(failed =>
            Sender.Tell(new Refused(failed.Request.ExecutionId, failed.Reason)));
        Receive<Found>(OnFound);
        Receive<FindFailed>(failed => failed.Asker?.Tell(new Akka.Actor.Status.Failure(failed.Cause)));
        // from workers
        Receive<GatekeeperProtocol.Report>(_pool.OnReport);
        Receive<ExecutionPool.WorkerGone>(_pool.OnWorkerGone);
        Receive<ExecutionPool.TryAgain>(_pool.OnTryAgain);
    }

    private void OnSubmit(Submit submit)
    {
        var (request, asker) = (submit.Request, Sender);
        if ((_draining ?? _queue.WhyFull()) is { } reason)
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

        existing |= _queue.TryFind(request.ExecutionId, out _); // the same was handed in twice at once
        Sender.Tell(new Submitted(request.ExecutionId, existing));
        if (existing)
            return;
        _queue.Add(new ScheduledExecution(request, isRecovery: false)
        {
            Order = _draining is null ? null : new GatekeeperProtocol.Stop(_draining),
        });
        _pool.StartWhatMayRun();
    }

    private void OnAwaitEnd(AwaitEnd wait)
    {
        var execution = wait.ExecutionId;
        if (_queue.TryFind(execution, out var scheduled))
        {
            if (scheduled.NotKept is { } reason)
                Sender.Tell(new NotKnown(execution, reason, IsStoreFault: true));
            else
                scheduled.Waiters.Add(Sender);
            return;
        }

        _services.Ledger.FindEndAsync(execution).PipeTo(
            Sender,
            Self,
            end => end is null
                ? new NotKnown(
                    execution, "It has no end in this store, and this process does not run it.")
                : SupervisorDecisions.Told(execution, end),
            cause => new NotKnown(
                execution, $"Its end cannot be read from the store: {cause.Message}", IsStoreFault: true));
    }

    private void OnGetStatus(GetStatus ask) => Sender.Tell(
        _queue.TryFind(ask.ExecutionId, out var scheduled)
            ? (object)new ExecutionProtocol.Status(
                ask.ExecutionId, scheduled.Phase, scheduled.StepsDone, scheduled.Request.Plan.Steps.Length)
            : new NotKnown(ask.ExecutionId, "This process does not run it."));

    private void OnCancel(Cancel cancel)
    {
        var execution = cancel.ExecutionId;
        if (!_queue.TryFind(execution, out var scheduled))
        {
            Sender.Tell(new CancelAnswer(execution, false, "this process does not run it"));
        }
        else if (SupervisorDecisions.WhyTooLate(scheduled) is { } reason)
        {
            Sender.Tell(new CancelAnswer(execution, false, reason));
        }
        else
        {
            _pool.Order(scheduled, new GatekeeperProtocol.Stop(cancel.Reason));
            Sender.Tell(new CancelAnswer(
                execution, true, "the step under way ends, then everything is undone"));
        }
    }

    private void OnEscalate(Escalate alarm)
    {
        _log.Warning("Security escalation to {0}: {1}", alarm.Reading.SecurityState, alarm.Reason);
        _pool.OrderAll(new GatekeeperProtocol.Halt(alarm.Reason));
        Sender.Tell(new Escalated());
    }

    private void OnDrain(Drain drain)
    {
        _draining ??= $"The host is stopping: {drain.Reason}";
        _pool.OrderAll(new GatekeeperProtocol.Stop(drain.Reason));
        _pool.TellWhenIdle(Sender);
    }

    private void OnFound(Found found)
    {
        if (found.Asker is null)
            return; // of a start that a drain has overtaken: the next start takes it over
        if (found.Order.HasDecision
            && found.Requests is [var one] && _queue.TryFind(one.ExecutionId, out var busy))
        {
            busy.Afterwards.Add(found); // the recovery at work began without this decision
            return;
        }

        TakeOver(found);
        _pool.StartWhatMayRun();
    }

    private void TakeOver(Found found)
    {
        foreach (var lost in found.Lost)
            _log.Error("Execution {0}: {1}", lost.ExecutionId, lost.Reason);
        foreach (var request in found.Requests
            .Where(request => !_queue.TryFind(request.ExecutionId, out _)))
            _queue.Add(new ScheduledExecution(request, isRecovery: true) { Recover = found.Order });
        if (found.Asker is { } asker)
            _recoveries.Tell(new TellWhenClosed(
                asker, [.. found.Requests.Select(request => request.ExecutionId)], found.Lost));
    }

    private sealed record LoadAgain;

    private sealed record Admitted(ExecutionRequest Request, Admission Admission);

    private sealed record AdmissionFailed(ExecutionRequest Request, string Reason);
}
