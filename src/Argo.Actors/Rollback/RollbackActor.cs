using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Pattern;
using Akka.Persistence;
using Argo.Actors.Execution;
using Argo.Artifacts.Undo;
using static Argo.Actors.Rollback.RollbackProtocol;

namespace Argo.Actors.Rollback;

/// <summary>
/// Keeps the journal of one execution, and has its swaps undone: no file may change before this actor has
/// answered.
/// </summary>
/// <remarks><code>
/// Ready -> (claim) -> Fencing -> Checking -> Undoing(step, in reverse) -> Flushing -> Verifying -> Ready
///   `----> (claim of one step) -> CheckingStep -> UndoingStep -> Ready
/// </code>
/// The journal decides: whoever claims an undo appends the next event, and a late writer's persist fails. A
/// failed persist stops this actor, and says nothing about what is in the journal: whoever asked has the
/// actor made again, which reads the journal anew, and asks for the same fact. Where Checking finds that
/// something is missing, nothing is touched.
/// </remarks>
internal sealed class RollbackActor : ReceivePersistentActor
{
    private readonly IActorRef _workspace;
    private RollbackState _state = RollbackState.Initial;
    private int _attempt;

    public RollbackActor(ExecutionId execution, IActorRef workspace)
    {
        _workspace = workspace;
        PersistenceId = PersistenceIdOf(execution);
        JournalPluginId = ArgoPersistence.Journal;
        SnapshotPluginId = ArgoPersistence.NoSnapshots;
        Recover<IRollbackEvent>(Replay);
        Recover<RecoveryCompleted>(_ => NeedWholeJournal());
        Ready();
    }

    public override string PersistenceId { get; }

    public static string PersistenceIdOf(ExecutionId execution) =>
        RollbackState.PersistenceIdOf(execution.Value);

    public static Props Props(ExecutionId execution, IActorRef workspace) =>
        Akka.Actor.Props.Create(() => new RollbackActor(execution, workspace));

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        // nothing was written, nor would be at another try: the execution must not go on
        Context.Parent.Tell(new Refused(@event, cause.Message));
        Context.Stop(Self);
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistFailure(cause, @event, sequenceNr);
        // comes before the news that this actor has stopped
        Context.Parent.Tell(new WriteFailed(cause.Message));
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        base.OnRecoveryFailure(reason, message);
        // comes before the news that this actor has stopped
        Context.Parent.Tell(
            new Unreadable(reason.Message, reason is SerializationException, IsUnreachable(reason)));
    }

    /// <summary>A lock, a lost connection, a journal that was given up on: nothing was read.</summary>
    private static bool IsUnreachable(Exception reason) => reason switch
    {
        DbException or IOException or TimeoutException or OpenCircuitException => true,
        AggregateException several => several.InnerExceptions.Any(IsUnreachable),
        _ => reason.InnerException is { } inner && IsUnreachable(inner),
    };

    private void Ready()
    {
        Command<GetState>(_ => Sender.Tell(_state));
        Command<FoundRestored>(JournalRestored);
        Command<RollBack>(request => Claim(request, asker => Undo(asker, request.Steps)));
        Command<UndoStep>(request => Claim(request, asker => UndoOne(asker, request)));
        Command<Request>(JournalFact);
    }

    /// <summary>The numbers run from 1 without a gap: a store that lost rows is damaged.</summary>
    /// <exception cref="SerializationException">An event before this one is missing.</exception>
    private void Replay(IRollbackEvent fact)
    {
        if (LastSequenceNr != _state.History.Length + 1)
            throw new SerializationException(RollbackState.Missing(_state.History.Length + 1));
        Fold(fact);
    }

    private void NeedWholeJournal()
    {
        if (LastSequenceNr == _state.History.Length)
            return;
        Context.Parent.Tell(
            new Unreadable(RollbackState.Missing(_state.History.Length + 1), IsDamaged: true));
        Context.Stop(Self);
    }

    private void Fold(IRollbackEvent fact) => _state = _state.Apply(fact);

    private void JournalFact(Request request)
    {
        if (_state.IsJournaled(request))
            Sender.Tell(Done());
        else if (!IsRefused(request))
            Persist(_state.FactOf(request), written =>
            {
                Fold(written);
                Sender.Tell(Done()); // durable only from here on
            });
    }

    /// <summary>The claim and the end of an undo that had nothing to do, both or neither.</summary>
    private void JournalRestored(FoundRestored request)
    {
        if (_state.IsJournaled(request))
            Sender.Tell(Done());
        else if (!IsRefused(request))
            PersistAll(
                [_state.FactOf(new RollBack(request.Reason, request.At)), _state.FactOf(request)], Restored);
    }

    private void Restored(IRollbackEvent written)
    {
        Fold(written);
        if (_state.Phase is RollbackPhase.RolledBack)
            Sender.Tell(Done());
    }

    private Journaled Done() => new(_state.Phase, _state.History.Length);

    private bool IsRefused(Request request)
    {
        var reason = request.After == _state.History.Length
            ? _state.WhyNot(request)
            : "another process has journaled what it did with it";
        if (reason is null)
            return false;
        Sender.Tell(new Refused(request, reason));
        return true;
    }

    /// <summary>The claim is durable before anything is undone.</summary>
    private void Claim(Undoing request, Action<IActorRef> undo)
    {
        var asker = Sender; // captured now: it belongs to this message only
        if (_state.IsJournaled(request))
            undo(asker);
        else if (!IsRefused(request))
            Persist(_state.FactOf(request), claimed =>
            {
                Fold(claimed);
                undo(asker);
            });
    }

    private void Undo(IActorRef asker, ImmutableDictionary<int, IActorRef> steps)
    {
        var report = new UndoReport(_state, []);
        Ask(
            new WorkspaceProtocol.Fence(_state.Epoch), asker, report,
            () => On<WorkspaceProtocol.Fenced>(_ => Check(asker, steps, report)));
    }

    /// <summary>An undo that cannot be whole is not begun.</summary>
    private void Check(IActorRef asker, ImmutableDictionary<int, IActorRef> steps, UndoReport report)
    {
        var find = new WorkspaceProtocol.FindMissing(_state.Plan!.Rows, _state.Decisions);
        Ask(find, asker, report, () => On<WorkspaceProtocol.MissingFound>(found =>
        {
            if (found.Missing.IsEmpty)
                UndoFrom(0, UndoReport.InOrder(_state.Plan!), asker, steps, report);
            else
                Answer(asker, report.With(found.Missing).NotBegun());
        }));
    }

    private void UndoFrom(
        int place, ImmutableArray<ImmutableArray<UndoRow>> order, IActorRef asker,
        ImmutableDictionary<int, IActorRef> steps, UndoReport report)
    {
        if (place == order.Length)
        {
            Flush(asker, report);
            return;
        }

        Order(steps[order[place][0].StepId], order[place], undone =>
            UndoFrom(place + 1, order, asker, steps, report.With(undone.Outcomes)));
    }

    private void Flush(IActorRef asker, UndoReport report) => Ask(
        new WorkspaceProtocol.Flush(), asker, report,
        () => On<WorkspaceProtocol.Flushed>(_ => Verify(asker, report)));

    private void Verify(IActorRef asker, UndoReport report) => Ask(
        new WorkspaceProtocol.VerifyRestored(), asker, report,
        () => On<WorkspaceProtocol.RestoredVerified>(seen => Answer(asker, report.Compared(seen.Drifts))));

    /// <summary>
    /// All swaps of the step: one whose call said that it failed may have been made, and the undo looks at
    /// the disk. Nothing is fenced, for the execution goes on through the same stage.
    /// </summary>
    private void UndoOne(IActorRef asker, UndoStep request)
    {
        ImmutableArray<UndoRow> rows =
            [.. _state.Plan!.Rows.Where(row => row.StepId == request.StepId).Reverse()];
        Send(new WorkspaceProtocol.FindMissing(rows, _state.Decisions), () =>
        {
            On<WorkspaceProtocol.MissingFound>(found =>
            {
                if (found.Missing.IsEmpty)
                    Order(request.Steps[request.StepId], rows, done => Answer(asker, Told(done.Outcomes)));
                else
                    Answer(asker, Told(found.Missing));
            });
            On<WorkspaceProtocol.Failed>(failed => Answer(asker, Told(
                [.. rows.Select(row => new UndoOutcome(row, UndoVerdict.Failed, failed.Cause.Message))])));
        });

        StepUndone Told(ImmutableArray<UndoOutcome> outcomes) => new(outcomes, _state.History.Length);
    }

    private void Order(
        IActorRef step, ImmutableArray<UndoRow> rows, Action<StepProtocol.Outcome.Undone> next)
    {
        Become(() => Command<StepProtocol.Outcome.Undone>(next, undone => undone.Attempt == _attempt));
        step.Tell(new StepProtocol.Undo(++_attempt, rows, _state.Decisions));
    }

    /// <summary>What the disk refuses ends the undo of everything; what is undone by then stays so.</summary>
    private void Ask(WorkspaceProtocol.Request request, IActorRef asker, UndoReport report, Action next) =>
        Send(request, () =>
        {
            next();
            On<WorkspaceProtocol.Failed>(failed => Answer(asker, report.GivenUp(failed.Cause.Message)));
        });

    private void Send(WorkspaceProtocol.Request request, Action next)
    {
        Become(next);
        _workspace.Tell(request with { Attempt = ++_attempt });
    }

    private void On<TReply>(Action<TReply> next)
        where TReply : WorkspaceProtocol.Reply => Command(next, reply => reply.Attempt == _attempt);

    private void Answer(IActorRef asker, object undone)
    {
        Become(Ready);
        asker.Tell(undone);
    }
}
