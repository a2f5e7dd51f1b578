using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;

namespace Argo.Actors.Execution;

/// <summary>
/// What running an execution and recovering one have in common: the team, the account, and the sealed end.
/// </summary>
internal abstract class ExecutionWorker : ReceiveActor, IWithTimers
{
    private sealed record EndStored(ExecutionEnd End);

    private sealed record StoreAgain;

    private sealed record Undeclared(ImmutableArray<Drift>? Changes);

    private sealed record AskJournalAgain;

    private int _attempt;
    private bool _isNewEnd; // not one that was stored before a crash
    private JournalRequests _journal = null!; // made in PreStart
    private int _failedStores;

    protected ExecutionWorker(ExecutionRequest request, ExecutionServices services)
    {
        (Request, Services) = (request, services);
        Account = new ResultBuilder(request, services.Time);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected ExecutionRequest Request { get; }

    protected ExecutionServices Services { get; }

    protected ResultBuilder Account { get; }

    protected ExecutionChildren Team { get; private set; } = null!; // made in PreStart

    protected ILoggingAdapter Log { get; } = Context.GetLogger();

    /// <summary>
    /// Whether this execution holds the workspace, so that its stage is to be collected at the end.
    /// </summary>
    protected bool HoldsWorkspace { get; set; }

    protected ImmutableArray<PlanStep> Steps => Request.Plan.Steps;

    protected override void PreStart()
    {
        Team = new ExecutionChildren(Context, Request, Services);
        _journal = new JournalRequests(Team, Services.Limits);
    }

    protected override SupervisorStrategy SupervisorStrategy() => ExecutionChildren.StopAll();

    /// <summary>Whoever takes over must know that a failure ended this worker, not a dead process.</summary>
    protected override bool AroundReceive(Receive receive, object message)
    {
        try
        {
            return base.AroundReceive(receive, message);
        }
        catch (Exception failure)
        {
            var reason = failure.Message.TrimEnd('.', ' ');
            Context.Parent.Tell(new GatekeeperProtocol.Failing(Request.ExecutionId, reason));
            throw;
        }
    }

    /// <summary>What every state hears.</summary>
    protected virtual void Always()
    {
        Receive<ExecutionChildren.Died>(died =>
            throw new InvalidOperationException($"The {died.Name} actor of {Request.ExecutionId} died."));
        Receive<Status.Failure>(failure => throw new InvalidOperationException(
            $"The store failed under {Request.ExecutionId}: {failure.Cause.Message}", failure.Cause));
        Receive<ExecutionChildren.RollbackStopped>(_ => OnRollbackStopped());
        Receive<AskJournalAgain>(_ => _journal.AskAgain(Context));
        Receive<RollbackProtocol.Unreadable>(no => _journal.Unreadable = no);
        Receive<RollbackProtocol.WriteFailed>(no => _journal.WriteFault = no.Reason.TrimEnd('.', ' '));
        Receive<RollbackProtocol.Refused>(refused =>
            throw new InvalidOperationException($"The journal of {Request.ExecutionId}: {refused.Reason}."));
    }

    private void OnRollbackStopped()
    {
        if (_journal.Unreadable is not { IsDamaged: true } && _journal.NextPause() is { } pause)
            Timers.StartSingleTimer(nameof(AskJournalAgain), new AskJournalAgain(), pause);
        else
            JournalLost(_journal.Unreadable?.Reason);
    }

    /// <summary>The journal does not answer, however often it was asked; it decides at a later try.</summary>
    /// <param name="unreadable">Why it cannot be read; null when it cannot be written.</param>
    protected virtual void JournalLost(string? unreadable) => throw new InvalidOperationException(
        _journal.WhyLost(Request.ExecutionId, unreadable));

    /// <summary>Puts a question to the rollback actor, until it is answered.</summary>
    protected void AskJournal(object question) => _journal.Ask(question);

    /// <summary>Has a fact journaled; asked for until it is, or another has claimed the execution.</summary>
    protected void Journal(Func<DateTimeOffset, RollbackProtocol.Request> request) =>
        _journal.Ask(request(Services.Time.GetUtcNow()));

    protected void OnJournaled(Action<RollbackPhase> next) => Receive<RollbackProtocol.Journaled>(done =>
    {
        _journal.Answered(done.Facts);
        next(done.Phase);
    });

    protected void OnState(Action<RollbackState> next) => Receive<RollbackState>(state =>
    {
        _journal.Answered(state.History.Length);
        next(state);
    });

    /// <summary>The undo is carried out; its end is journaled, and then told.</summary>
    protected void OnUndone(Action<RollbackProtocol.Undone, RollbackPhase> next) =>
        Receive<RollbackProtocol.Undone>(undone =>
        {
            _journal.Answered(undone.Facts);
            Resume(() => OnJournaled(phase => next(undone, phase)));
            Journal(now => new RollbackProtocol.EndUndo(undone.Left, undone.Conflicts, now));
        });

    /// <summary>Goes to another state within a phase.</summary>
    protected void Resume(Action state) => Become(() =>
    {
        state();
        Always();
    });

    /// <summary>Goes to another phase, and says so.</summary>
    protected void Enter(ExecutionPhase phase, Action state, string message)
    {
        Resume(state);
        Team.Observer.Tell(new ObserverProtocol.PhaseChanged(phase, message));
        Context.Parent.Tell(new GatekeeperProtocol.Progressed(Request.ExecutionId, phase, Account.Succeeded));
    }

    /// <summary>What the monitor says; whoever asks fails closed where it fails.</summary>
    protected Observed<SecurityReading> ReadSecurity()
    {
        var reading = Observe.Of(Services.Security.Read, SecurityReading.Unknown);
        if (reading.Fault is { } fault)
            Log.Error("The security monitor failed; nothing runs until it answers: {0}", fault);
        return reading;
    }

    protected int NextAttempt() => ++_attempt;

    protected void OnDisk(Func<IWorkspaceTransaction, object> work) =>
        Team.Disk.Tell(new DiskProtocol.Call(NextAttempt(), work));

    protected void OnDisk(Action<IWorkspaceTransaction> work) =>
        Team.Disk.Tell(DiskProtocol.Do(NextAttempt(), work));

    protected void OnAnswer<T>(Action<T> next) =>
        Receive<DiskProtocol.Answer>(
            answer => next((T)answer.Value), answer => answer.Attempt == _attempt && answer.Value is T);

    protected void OnFault(Action<Exception> next) =>
        Receive<DiskProtocol.Fault>(fault => next(fault.Cause), fault => fault.Attempt == _attempt);

    protected void StartSealing(ExecutionOutcome outcome)
    {
        if (!HoldsWorkspace)
        {
            Seal(outcome);
            return;
        }

        Resume(() => LookingAround(outcome));
        OnDisk(site => new Undeclared(site.FindUndeclared()));
    }

    /// <summary>The end is a fact; what others did meanwhile is told with it.</summary>
    private void LookingAround(ExecutionOutcome outcome)
    {
        OnAnswer<Undeclared>(found =>
        {
            Account.Diverge(found.Changes ?? []);
            Team.Observer.Tell(new ObserverProtocol.UndeclaredChanges(found.Changes));
            Seal(outcome);
        });
        OnFault(_ =>
        {
            Team.Observer.Tell(new ObserverProtocol.UndeclaredChanges(null));
            Seal(outcome);
        });
    }

    private void Seal(ExecutionOutcome outcome)
    {
        Resume(() => Sealing(outcome));
        Team.Observer.Tell(new ObserverProtocol.Seal(outcome.Record, outcome.Reason));
    }

    private void Sealing(ExecutionOutcome outcome)
    {
        Receive<ObserverProtocol.Sealed>(@sealed =>
        {
            _isNewEnd = true;
            Collect(new ExecutionEnd(outcome.State, Account.Build(outcome), @sealed.Record));
        });
    }

    /// <summary>A commit that failed may have been made all the same: an end is stored once.</summary>
    private async Task<EndStored> Store(ExecutionEnd end)
    {
        if (_failedStores > 0 && await Services.Ledger.FindEndAsync(Request.ExecutionId) is { } stored
            && stored.Result.ResultId == end.Result.ResultId)
            return new EndStored(end);
        await Services.Ledger.FinishAsync(Request.ExecutionId, end.State, end.Result, end.Record);
        return new EndStored(end);
    }

    /// <summary>
    /// The journal has the end; the index gets it afterwards, so that a recovery finds a half-collected
    /// stage.
    /// </summary>
    /// <param name="end">The end.</param>
    /// <param name="isStored">Whether the index has it already: then nothing is added to it.</param>
    protected void Collect(ExecutionEnd end, bool isStored = false)
    {
        Resume(() => Collecting(end, isStored));
        if (!HoldsWorkspace
            || end.State is ExecutionState.Parked or ExecutionState.Halted or ExecutionState.Abandoned)
        {
            KeepEnd(end); // what a later undo needs stays in the vault
            return;
        }

        Publish(ExecutionPhase.Collecting, "removing what was kept for an undo");
        OnDisk(site => site.Collect());
    }

    private void Collecting(ExecutionEnd end, bool isStored)
    {
        OnAnswer<ImmutableArray<Drift>>(kept =>
        {
            foreach (var one in kept)
                Log.Warning("Execution {0}: {1}: {2}", Request.ExecutionId, one.Path, one.Found);
            KeepEnd(isStored ? end : end with { Result = ResultBuilder.WithKept(end.Result, kept) });
        });
        OnFault(fault =>
        {
            Log.Warning("Execution {0}: its stage is left for a later collection: {1}", Request.ExecutionId,
                fault.Message);
            KeepEnd(end);
        });
    }

    private void KeepEnd(ExecutionEnd end)
    {
        Resume(() => KeepingEnd(end));
        if (_isNewEnd) // the time that the collection took is part of it
            end = end with { Result = end.Result with { ExecutionDurationMs = Account.ElapsedMs } };
        Store(end).PipeTo(Self);
    }

    /// <summary>The journal has the end: a store that has no room for it now is asked again.</summary>
    private void KeepingEnd(ExecutionEnd end)
    {
        Receive<EndStored>(stored => Finish(stored.End));
        Receive<Status.Failure>(failure => StoreLater(end, failure.Cause));
        Receive<StoreAgain>(_ => Store(end).PipeTo(Self));
    }

    private void StoreLater(ExecutionEnd end, Exception cause)
    {
        var limits = Services.Limits;
        Log.Warning("The end of {0} cannot be stored now: {1}", Request.ExecutionId, cause.Message);
        if (++_failedStores == limits.RecoveryAttempts)
            Context.Parent.Tell(new GatekeeperProtocol.NotKept(Request.ExecutionId, end, cause.Message));
        var pause = Math.Min( // twice as long each time
            limits.RecoveryBackoff.Ticks << Math.Min(_failedStores - 1, 10), limits.ParkedBackoff.Ticks);
        Timers.StartSingleTimer(nameof(StoreAgain), new StoreAgain(), TimeSpan.FromTicks(pause));
    }

    private void Finish(ExecutionEnd end)
    {
        Publish(ExecutionPhase.Finished, end.Record.CompletionReason);
        Context.Parent.Tell(new GatekeeperProtocol.Finished(Request.ExecutionId, end));
        Context.Stop(Self);
    }

    private void Publish(ExecutionPhase phase, string message) => Context.System.EventStream.Publish(
        new ExecutionProgress(Request.ExecutionId, phase, message, null, null));
}
