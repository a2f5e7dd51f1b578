using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Argo.Actors.Steps;
using Argo.Artifacts;
using static Argo.Actors.Rollback.RollbackEvents;
using static Argo.Actors.Rollback.RollbackProtocol;

namespace Argo.Actors.Rollback;

/// <summary>
/// Keeps the undo plan of one execution: no file may change before this actor has answered.
/// </summary>
/// <remarks>
/// Its journal decides: whoever claims an undo appends the next event, and a late writer's failed persist
/// stops it. While undoing it goes <c>Claiming -> Fencing -> Checking -> Undoing(row, in reverse) ->
/// Flushing -> Verifying -> Ended</c>; what Checking does not find ends it before anything is touched.
/// </remarks>
internal sealed class RollbackActor : ReceivePersistentActor
{
    private readonly IActorRef _disk;
    private readonly TimeProvider _time;
    private readonly ImmutableArray<UndoOutcome>.Builder _outcomes =
        ImmutableArray.CreateBuilder<UndoOutcome>();
    private RollbackState _state = RollbackState.Initial;
    private int _attempt;

    public RollbackActor(ExecutionId execution, IActorRef disk, TimeProvider time)
    {
        (_disk, _time) = (disk, time);
        PersistenceId = PersistenceIdOf(execution);
        JournalPluginId = ArgoPersistence.Journal;
        SnapshotPluginId = ArgoPersistence.NoSnapshots;
        Recover<IRollbackEvent>(Fold);
        Ready();
    }

    public override string PersistenceId { get; }

    public static string PersistenceIdOf(ExecutionId execution) =>
        RollbackState.PersistenceIdOf(execution.Value);

    public static Props Props(ExecutionId execution, IActorRef disk, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new RollbackActor(execution, disk, time));

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        // an undo plan that cannot be written is no undo plan: the gatekeeper must not go on
        Context.Stop(Self);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        base.OnRecoveryFailure(reason, message);
        Context.Parent.Tell(
            new Unreadable(reason.Message)); // comes before the news that this actor has stopped
    }

    private void Ready()
    {
        Command<GetState>(_ => Sender.Tell(_state));
        Command<Prepare>(prepare => JournalFact(prepare, new Prepared(prepare.Plan, Now)));
        Command<Complete>(complete => JournalFact(complete, new Completed(complete.AppliedSwaps, Now)));
        Command<Abort>(abort => JournalFact(abort, new Aborted(abort.Reason, Now)));
        Command<Halt>(halt => JournalFact(halt, new Halted(halt.Reason, halt.AppliedSwaps, Now)));
        Command<Resolve>(resolve => JournalFact(
            resolve, new Resolved(resolve.Decision.Path, resolve.Decision.Choice, resolve.Decision.By, Now)));
        Command<Abandon>(abandon => JournalFact(
            abandon, new Abandoned(abandon.Decision.Reason, abandon.Decision.By, Now)));
        Command<Relocate>(relocate => JournalFact(relocate, new Relocated(relocate.Plan, relocate.By, Now)));
        Command<FoundRestored>(JournalRestored);
        Command<RollBack>(Claim);
    }

    private DateTimeOffset Now => _time.GetUtcNow();

    private void Fold(IRollbackEvent fact) => _state = _state.Apply(fact);

    private void JournalFact(object command, IRollbackEvent fact)
    {
        if (IsRefused(command))
            return;
        Persist(fact, written =>
        {
            Fold(written);
            Sender.Tell(new Journaled(_state.Phase)); // durable only from here on
        });
    }

    /// <summary>The claim and the end of an undo that had nothing to do, both or neither.</summary>
    private void JournalRestored(FoundRestored command)
    {
        if (IsRefused(command))
            return;
        IRollbackEvent[] facts =
            [new RollingBack(_state.Epoch + 1, command.Reason, Now), new RolledBack(Now)];
        PersistAll(facts, written =>
        {
            Fold(written);
            if (_state.Phase is RollbackPhase.RolledBack)
                Sender.Tell(new Journaled(_state.Phase));
        });
    }

    private bool IsRefused(object command)
    {
        if (_state.WhyNot(command) is not { } reason)
            return false;
        Sender.Tell(new Refused(command, reason));
        return true;
    }

    private void Claim(RollBack command)
    {
        if (IsRefused(command))
            return;
        var asker = Sender;
        Persist(new RollingBack(_state.Epoch + 1, command.Reason, Now), claimed =>
        {
            Fold(claimed);
            _outcomes.Clear();
            Send(DiskProtocol.Do(++_attempt, site => site.Fence(claimed.Epoch)), () => Fencing(asker));
        });
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
        Command<DiskProtocol.Fault>(fault => Park(asker, [fault.Cause.Message]), IsCurrent);
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
                    Park(asker, [.. missing.Select(outcome => outcome.Detail)]);
            },
            IsCurrent);
        Command<DiskProtocol.Fault>(fault => Park(asker, [fault.Cause.Message]), IsCurrent);
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
        Command<DiskProtocol.Answer>(answer => Undone(asker, row, (UndoOutcome)answer.Value), IsCurrent);
        Command<DiskProtocol.Fault>(
            fault => Undone(
                asker, row, new(_state.Plan!.Rows[row], UndoVerdict.Failed, fault.Cause.Message)),
            IsCurrent);
    }

    private void Undone(IActorRef asker, int row, UndoOutcome outcome)
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
        Command<DiskProtocol.Fault>(fault => Park(asker, [fault.Cause.Message]), IsCurrent);
    }

    private void Verifying(IActorRef asker)
    {
        Command<DiskProtocol.Answer>(answer => End(asker, (ImmutableArray<Drift>)answer.Value), IsCurrent);
        Command<DiskProtocol.Fault>(fault => Park(asker, [fault.Cause.Message]), IsCurrent);
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
        JournalEnd(
            asker, left.IsEmpty ? new RolledBack(Now) : new Parked(left, Now, Conflicts()), left, foreign);

        bool IsOurs(Drift drift) => undone.Contains(drift.Path) && !drift.IsForeignContent;
    }

    private void Park(IActorRef asker, ImmutableArray<string> left) =>
        JournalEnd(asker, new Parked(left, Now, Conflicts()), left, []);

    /// <summary>
    /// One for each path, in the order of the plan; an undo that never began leaves those of the last one.
    /// </summary>
    private ImmutableArray<RollbackConflict> Conflicts() => _outcomes.Count == 0
        ? _state.Conflicts
        : [.. _outcomes.Select(o => o.Conflict).OfType<RollbackConflict>().DistinctBy(c => c.Path)
            .OrderBy(c => c.Swap)];

    private void JournalEnd(
        IActorRef asker, IRollbackEvent end, ImmutableArray<string> left, ImmutableArray<Drift> foreign) =>
        Persist(end, written =>
        {
            Fold(written);
            Become(Ready);
            asker.Tell(new UndoEnded(_state.Phase, _outcomes.ToImmutable(), left, foreign, _state.Conflicts));
        });

    private void Send(object question, Action next)
    {
        Become(next);
        _disk.Tell(question);
    }

    private bool IsCurrent(DiskProtocol.Answer answer) => answer.Attempt == _attempt;

    private bool IsCurrent(DiskProtocol.Fault fault) => fault.Attempt == _attempt;
}
