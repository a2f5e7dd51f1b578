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
    private sealed record AskJournalAgain;

    private readonly CallUnderWay _call = new();
    private int _attempt;
    private JournalRequests _journal = null!; // made in PreStart

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
    protected bool HoldsWorkspace => Team.HoldsWorkspace;

    protected ImmutableArray<PlanStep> Steps => Request.Plan.Steps;

    protected override void PreStart()
    {
        Team = new ExecutionChildren(Context, Request, Services);
        _journal = new JournalRequests(Team, Services.Limits);
        Context.ActorOf(CallGuardActor.Props(_call), "call-guard");
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
        OnStepDied();
        Receive<ExecutionChildren.RollbackStopped>(_ => OnRollbackStopped());
        Receive<AskJournalAgain>(_ => _journal.AskAgain(Context));
        Receive<RollbackProtocol.Unreadable>(no => _journal.Unreadable = no);
        Receive<RollbackProtocol.WriteFailed>(no => _journal.WriteFault = no.Reason.TrimEnd('.', ' '));
        Receive<RollbackProtocol.Refused>(refused =>
            throw new InvalidOperationException($"The journal of {Request.ExecutionId}: {refused.Reason}."));
    }

    /// <summary>An undo under way cannot tell what became of it: the journal decides.</summary>
    protected void OnStepDied() => Receive<ExecutionChildren.StepDied>(died =>
        throw new InvalidOperationException($"The actor of step {died.StepId} died."));

    private void OnRollbackStopped()
    {
        if (_journal.Unreadable is not { IsDamaged: true } && _journal.NextPause() is { } pause)
            Timers.StartSingleTimer(nameof(AskJournalAgain), new AskJournalAgain(), pause);
        else
            JournalLost(_journal.Unreadable);
    }

    /// <summary>The journal does not answer, however often it was asked; it decides at a later try.</summary>
    /// <param name="unreadable">Why it cannot be read; null when it cannot be written.</param>
    protected virtual void JournalLost(RollbackProtocol.Unreadable? unreadable) =>
        throw new InvalidOperationException(_journal.WhyLost(Request.ExecutionId, unreadable?.Reason));

    /// <summary>The rollback actor has answered.</summary>
    /// <param name="facts">How many facts the journal has now.</param>
    protected void JournalAnswered(int facts) => _journal.Answered(facts);

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

    /// <summary>Has swaps undone, by the actors of their steps.</summary>
    /// <param name="stepIds">The steps that have swaps to undo.</param>
    /// <param name="request">What is to be journaled before.</param>
    protected void Undo(
        IEnumerable<int> stepIds, Func<DateTimeOffset, RollbackProtocol.Undoing> request) =>
        Journal(now => request(now) with { Steps = Team.StepsOf(Context, stepIds) });

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
        Say(phase, message);
    }

    /// <summary>Says in which phase the execution is.</summary>
    protected void Say(ExecutionPhase phase, string message)
    {
        Team.Observer.Tell(new ObserverProtocol.PhaseChanged(phase, message));
        Context.Parent.Tell(new GatekeeperProtocol.Progressed(Request.ExecutionId, phase, Account.Succeeded));
    }

    /// <summary>Asks the workspace actor; the reply to an earlier call is late from now on.</summary>
    protected void AskWorkspace(WorkspaceProtocol.Request request) =>
        Team.Workspace.Tell(request with { Attempt = ++_attempt, Cancel = _call.Begin() });

    /// <summary>Orders a step; the outcome of an earlier order is late now.</summary>
    protected void OrderStep(int stepId, Func<int, CancellationToken, StepProtocol.Order> order) =>
        Team.Step(Context, stepId).Tell(order(++_attempt, _call.Begin()));

    /// <summary>Another call begins, which can be cancelled.</summary>
    protected CancellationToken BeginCall() => _call.Begin();

    protected void CancelCall() => _call.Cancel();

    protected bool IsCurrent(WorkspaceProtocol.Reply reply) => reply.Attempt == _attempt;

    protected bool IsCurrent(StepProtocol.Outcome outcome) => outcome.Attempt == _attempt;

    /// <summary>The workspace actor has done what it was asked last.</summary>
    protected void OnReply<T>(Action<T> next)
        where T : WorkspaceProtocol.Reply => Receive(next, IsCurrent);

    protected void OnFault(Action<Exception> next) =>
        OnReply<WorkspaceProtocol.Failed>(failed => next(failed.Cause));

    /// <summary>The end is a fact by now.</summary>
    protected void StartSealing(ExecutionOutcome outcome) => Seal(new SealingProtocol.Seal(outcome));

    /// <summary>Has the end brought into the store; then this worker has nothing left to do.</summary>
    protected void Seal(object order)
    {
        var sealing = Context.ActorOf(SealingActor.Props(Request, Services, Team, Account), "sealing");
        Context.WatchWith(sealing, new ExecutionChildren.Died(sealing.Path.Name));
        Resume(() =>
        {
            Receive<SealingProtocol.NotStored>(not => Context.Parent.Tell(
                new GatekeeperProtocol.NotKept(Request.ExecutionId, not.End, not.Reason)));
            Receive<SealingProtocol.Stored>(stored =>
            {
                Context.Parent.Tell(new GatekeeperProtocol.Finished(Request.ExecutionId, stored.End));
                Context.Stop(Self);
            });
        });
        sealing.Tell(order);
    }
}
