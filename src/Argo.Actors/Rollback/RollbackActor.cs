using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Persistence;
using Argo.Actors.Execution;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using static Argo.Actors.Rollback.RollbackProtocol;

namespace Argo.Actors.Rollback;

/// <summary>
/// Keeps the undo plan of one execution: no file may change before this actor has answered.
/// </summary>
/// <remarks>
/// Its journal decides: whoever claims an undo appends the next event, and a late writer's persist fails.
/// A failed persist stops this actor, and says nothing about what is in the journal: whoever asked has it
/// made again, which reads the journal anew, and asks for the same fact. While undoing it goes
/// <c>Claiming -> Fencing -> Checking -> Undoing(row, in reverse) -> Flushing -> Verifying -> Undone</c>;
/// what Checking does not find ends it before anything is touched.
/// </remarks>
internal sealed class RollbackActor : ReceivePersistentActor
{
    private readonly IActorRef _disk;
    private readonly ImmutableArray<UndoOutcome>.Builder _outcomes =
        ImmutableArray.CreateBuilder<UndoOutcome>();
    private RollbackState _state = RollbackState.Initial;
    private int _attempt;

    public RollbackActor(ExecutionId execution, IActorRef disk)
    {
        _disk = disk;
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

    public static Props Props(ExecutionId execution, IActorRef disk) =>
        Akka.Actor.Props.Create(() => new RollbackActor(execution, disk));

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
        Context.Parent.Tell(new Unreadable(reason.Message, reason is SerializationException));
    }

    private void Ready()
    {
        Command<GetState>(_ => Sender.Tell(_state));
        Command<FoundRestored>(JournalRestored);
        Command<RollBack>(Claim);
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

    private void Claim(RollBack request)
    {
        var asker = Sender;
        if (_state.IsJournaled(request))
            Undo(asker);
        else if (!IsRefused(request))
            Persist(_state.FactOf(request), claimed =>
            {
                Fold(claimed);
                Undo(asker);
            });
    }

    private void Undo(IActorRef asker)
    {
        _outcomes.Clear();
        var epoch = _state.Epoch;
        Send(DiskProtocol.Do(++_attempt, site => site.Fence(epoch)), () => Fencing(asker));
    }

    private void Fencing(IActorRef asker)
    {
        Command<DiskProtocol.Answer>(
            _ =>
            {
                var (rows, decisions) = (_state.Plan!.Rows, _state.Decisions);
                Send(
                    new DiskProtocol.Call(++_attempt, site => site.FindMissing(rows, decisions)),
                    () => Checking(asker));
            },
            IsCurrent);
        Command<DiskProtocol.Fault>(fault => GiveUp(asker, [fault.Cause.Message]), IsCurrent);
    }

    /// <summary>An undo that cannot be whole is not begun.</summary>
    private void Checking(IActorRef asker)
    {
        Command<DiskProtocol.Answer>(
            answer =>
            {
                var missing = (ImmutableArray<UndoOutcome>)answer.Value;
                _outcomes.AddRange(missing);
                if (missing.IsEmpty)
                    UndoNext(asker, _state.Plan!.Rows.Length - 1);
                else
                    Answer(asker, [.. missing.Select(outcome => outcome.Detail)], [], wasBegun: false);
            },
            IsCurrent);
        Command<DiskProtocol.Fault>(fault => GiveUp(asker, [fault.Cause.Message]), IsCurrent);
    }

    private void UndoNext(IActorRef asker, int row)
    {
        if (row < 0)
        {
            Send(DiskProtocol.Do(++_attempt, site => site.Flush()), () => Flushing(asker));
            return;
        }

        var (undo, decisions) = (_state.Plan!.Rows[row], _state.Decisions);
        Send(new DiskProtocol.Call(++_attempt, site => site.Undo(undo, decisions)),
            () => Undoing(asker, row));
    }

    private void Undoing(IActorRef asker, int row)
    {
        Command<DiskProtocol.Answer>(answer => UndoneOne(asker, row, (UndoOutcome)answer.Value), IsCurrent);
        Command<DiskProtocol.Fault>(
            fault => UndoneOne(
                asker, row, new(_state.Plan!.Rows[row], UndoVerdict.Failed, fault.Cause.Message)),
            IsCurrent);
    }

    private void UndoneOne(IActorRef asker, int row, UndoOutcome outcome)
    {
        _outcomes.Add(outcome);
        UndoNext(asker, row - 1); // a conflict at one path does not keep the others from being put back
    }

    private void Flushing(IActorRef asker)
    {
        Command<DiskProtocol.Answer>(
            _ => Send(
                new DiskProtocol.Call(++_attempt, site => site.VerifyRestored()), () => Verifying(asker)),
            IsCurrent);
        Command<DiskProtocol.Fault>(fault => GiveUp(asker, [fault.Cause.Message]), IsCurrent);
    }

    private void Verifying(IActorRef asker)
    {
        Command<DiskProtocol.Answer>(answer => End(asker, (ImmutableArray<Drift>)answer.Value), IsCurrent);
        Command<DiskProtocol.Fault>(fault => GiveUp(asker, [fault.Cause.Message]), IsCurrent);
    }

    /// <summary>
    /// What was undone must be as it was; what was never touched, and what others have written into an
    /// original that is back, is theirs, and is told.
    /// </summary>
    /// <remarks>
    /// Where a person kept what others made, the rest cannot be as it was either: that is told, not parked.
    /// </remarks>
    private void End(IActorRef asker, ImmutableArray<Drift> drifts)
    {
        var isKept = _outcomes.Any(o => o.Verdict is UndoVerdict.Kept);
        var undone = _outcomes.Where(o => o.Verdict is UndoVerdict.Undone && !isKept)
            .SelectMany(o => new[] { o.Row.Path, o.Row.Destination }).ToHashSet();
        ImmutableArray<string> left =
        [
            .. _outcomes.Where(o => o.Verdict is UndoVerdict.Conflict or UndoVerdict.Failed)
                .Select(o => o.Detail),
            .. drifts.Where(IsOurs)
                .Select(d => $"{d.Path}: expected {d.Expected}, found {d.Found}"),
        ];
        ImmutableArray<Drift> foreign = [.. drifts.Where(d => !IsOurs(d))];
        Answer(asker, left, foreign);

        bool IsOurs(Drift drift) => undone.Contains(drift.Path) && !drift.IsForeignContent;
    }

    private void GiveUp(IActorRef asker, ImmutableArray<string> left) => Answer(asker, left, []);

    /// <summary>
    /// One for each path, in the order of the plan; an undo that never began leaves those of the last one.
    /// </summary>
    private ImmutableArray<RollbackConflict> Conflicts() => _outcomes.Count == 0
        ? _state.Conflicts
        : [.. _outcomes.Select(o => o.Conflict).OfType<RollbackConflict>().DistinctBy(c => c.Path)
            .OrderBy(c => c.Swap)];

    private void Answer(
        IActorRef asker, ImmutableArray<string> left, ImmutableArray<Drift> foreign, bool wasBegun = true)
    {
        Become(Ready);
        asker.Tell(new Undone(
            _outcomes.ToImmutable(), left, foreign, left.IsEmpty ? [] : Conflicts(), _state.History.Length,
            wasBegun));
    }

    private void Send(object question, Action next)
    {
        Become(next);
        _disk.Tell(question);
    }

    private bool IsCurrent(DiskProtocol.Answer answer) => answer.Attempt == _attempt;

    private bool IsCurrent(DiskProtocol.Fault fault) => fault.Attempt == _attempt;
}
