using System.Collections.Immutable;
using Argo.Actors.Rollback.Journal;
using Argo.Artifacts.Undo;
using static Argo.Actors.Rollback.RollbackEvents;
using static Argo.Actors.Rollback.RollbackProtocol;

namespace Argo.Actors.Rollback;

/// <summary>The journal folded: judges commands, folds facts. No clock, no disk, no actor.</summary>
/// <param name="Phase">Where the execution stands.</param>
/// <param name="Plan">The undo plan; null before PREPARED.</param>
/// <param name="Epoch">How often the undo was claimed.</param>
/// <param name="AppliedSwaps">What stands, once that is journaled.</param>
/// <param name="Reason">Why it was aborted, halted or rolled back.</param>
/// <param name="EndedAt">When the last fact was journaled.</param>
public sealed record RollbackState(
    RollbackPhase Phase,
    UndoPlan? Plan,
    int Epoch,
    ImmutableArray<int> AppliedSwaps,
    string Reason,
    DateTimeOffset? EndedAt)
{
    /// <summary>Before the first event.</summary>
    public static readonly RollbackState Initial = new(RollbackPhase.Open, null, 0, [], "", null);

    /// <summary>Every fact, in order.</summary>
    public ImmutableArray<IRollbackEvent> History { get; init; } = [];

    /// <summary>What the last undo left different from before, in words.</summary>
    public ImmutableArray<string> Left { get; init; } = [];

    /// <summary>
    /// What was in the way of the last undo; empty when nothing was, or an older Argo did not keep it.
    /// </summary>
    public ImmutableArray<RollbackConflict> Conflicts { get; init; } = [];

    /// <summary>What a person decided about conflicts, by path; the last word counts.</summary>
    public ImmutableDictionary<string, ConflictChoice> Decisions { get; init; } =
        ImmutableDictionary.Create<string, ConflictChoice>(StringComparer.Ordinal);

    /// <summary>Paths that a person decided to leave to others: they are not as before.</summary>
    public ImmutableArray<string> Kept =>
        [.. Decisions.Where(decided => decided.Value is ConflictChoice.KeepTheirs)
            .Select(decided => decided.Key).Order(StringComparer.Ordinal)];

    /// <summary>
    /// What an undo that ended came to, for people; it never says "everything" where a person kept something.
    /// </summary>
    public string UndoneInWords => Kept is { IsEmpty: false } kept
        ? $"undone, but for {string.Join(", ", kept)} (kept by decision): the tree is NOT as before"
        : "everything was undone";

    /// <summary>The stream that an execution's facts are journaled under.</summary>
    public static string PersistenceIdOf(string executionId) => $"rollback-{executionId}";

    /// <summary>What is said of an event that must be there and is not.</summary>
    public static string Missing(long sequenceNr) => $"event {sequenceNr} of it is missing";

    /// <summary>
    /// Whether the last fact is the one that a request asks for: it was journaled, and only the answer was
    /// lost. Another's fact after it, such as a claim, is not passed over.
    /// </summary>
    internal bool IsJournaled(Request request) =>
        History is [.., var last] && last.At == request.At
        && ArgoEventSerializer.AreSame(last, FactOf(request, (last as RollingBack)?.Epoch ?? 0));

    /// <summary>The fact that a request asks for.</summary>
    internal IRollbackEvent FactOf(Request request) => FactOf(request, Epoch + 1);

    private static IRollbackEvent FactOf(Request request, int epoch) => request switch
    {
        Prepare prepare => new Prepared(prepare.Plan, prepare.At),
        Complete complete => new Completed(complete.AppliedSwaps, complete.At),
        Abort abort => new Aborted(abort.Reason, abort.At),
        Halt halt => new Halted(halt.Reason, halt.AppliedSwaps, halt.At),
        RollBack undo => new RollingBack(epoch, undo.Reason, undo.At),
        UndoStep undo => new UndoingStep(undo.StepId, undo.Reason, undo.At),
        EndUndo { Left.IsEmpty: true } end => new RolledBack(end.At),
        FoundRestored found => new RolledBack(found.At), // behind the claim
        Abandon { Decision: var given } abandon => new Abandoned(given.Reason, given.By, abandon.At),
        Relocate moved => new Relocated(moved.Plan, moved.By, moved.At),
        EndUndo end => new Parked(end.Left, end.At, end.Conflicts),
        Resolve { Decision: var one } resolve => new Resolved(one.Path, one.Choice, one.By, resolve.At),
        _ => throw new ArgumentException(
            $"A {request.GetType().Name} asks for no fact.", nameof(request)),
    };

    /// <summary>Why a request does not fit; null when it does.</summary>
    internal string? WhyNot(Request command)
    {
        if (command is Resolve resolve)
            return WhyNotResolve(resolve.Decision);
        if (Phase is RollbackPhase.Prepared && WhyNotPrepared(command) is { } reason)
            return reason;
        var fits = command switch
        {
            Prepare or Abort => Phase is RollbackPhase.Open,
            Complete or Halt or UndoStep => Phase is RollbackPhase.Prepared,
            EndUndo => Phase is RollbackPhase.RollingBack,
            RollBack or Relocate or FoundRestored => IsOpenToUndo,
            Abandon => Phase is RollbackPhase.Open || IsOpenToUndo,
            _ => false,
        };
        return fits ? null : $"{command.GetType().Name} does not fit an execution that is {Phase}";
    }

    /// <summary>What was undone never stands, and a step is undone by itself once.</summary>
    private string? WhyNotPrepared(Request command) => command switch
    {
        UndoStep undo when UndoneSteps.Contains(undo.StepId) => $"step {undo.StepId} is undone already",
        Complete end => WhyNotStanding(end.AppliedSwaps),
        Halt end => WhyNotStanding(end.AppliedSwaps),
        _ => null,
    };

    private string? WhyNotStanding(ImmutableArray<int> swaps) => Plan!.Rows.FirstOrDefault(
        row => swaps.Contains(row.Swap) && UndoneSteps.Contains(row.StepId)) is { } row
            ? $"swap {row.Swap} cannot stand: step {row.StepId} was undone"
            : null;

    /// <summary>The failed steps whose undo was claimed while the execution went on.</summary>
    public IEnumerable<int> UndoneSteps => History.OfType<UndoingStep>().Select(fact => fact.StepId);

    /// <summary>Whether something may stand that is not settled.</summary>
    public bool IsOpenToUndo => Phase is RollbackPhase.Prepared or RollbackPhase.RollingBack
        or RollbackPhase.Parked or RollbackPhase.Halted;

    /// <summary>Where its workspace is, if a person said that it is at another place by now.</summary>
    public string? RelocatedTo => History.OfType<Relocated>().LastOrDefault()?.Plan.WorkspaceRoot;

    /// <summary>Whether a decision is journaled already, and only its undo may be left to do.</summary>
    internal bool Knows(ConflictDecision decision) =>
        Decisions.TryGetValue(decision.Path, out var known) && known == decision.Choice;

    private string? WhyNotResolve(ConflictDecision decision)
    {
        if (Phase is not (RollbackPhase.Parked or RollbackPhase.RollingBack))
            return $"it is {Phase}, so there is no conflict to resolve";
        var paths = Conflicts.IsEmpty // an older Argo parked it: any path of the plan may be meant
            ? Plan!.Rows.SelectMany(row => new[] { row.Path, row.Destination }).OfType<string>()
            : Conflicts.Select(conflict => conflict.Path);
        var known = paths.Distinct().Order(StringComparer.Ordinal).ToArray();
        return known.Contains(decision.Path, StringComparer.Ordinal) || Knows(decision)
            ? null
            : $"'{decision.Path}' is not in conflict; these are: {string.Join(", ", known)}";
    }

    /// <summary>The state after a fact.</summary>
    public RollbackState Apply(IRollbackEvent fact) => fact switch
    {
        Prepared prepared => this with { Phase = RollbackPhase.Prepared, Plan = prepared.Plan },
        Completed completed =>
            this with { Phase = RollbackPhase.Completed, AppliedSwaps = completed.AppliedSwaps },
        Aborted aborted => this with { Phase = RollbackPhase.Aborted, Reason = aborted.Reason },
        UndoingStep => this, // the execution goes on; a recovery undoes all of it
        RollingBack claim => this with
        {
            Phase = RollbackPhase.RollingBack, Epoch = claim.Epoch, Reason = claim.Reason,
        },
        RolledBack =>
            this with { Phase = RollbackPhase.RolledBack, AppliedSwaps = [], Left = [], Conflicts = [] },
        Parked parked => this with
        {
            Phase = RollbackPhase.Parked, Left = parked.Left, Conflicts = parked.Conflicts ?? [],
        },
        Abandoned given => this with
        {
            Phase = RollbackPhase.Abandoned, Reason = $"{given.By}: {given.Reason}",
        },
        Relocated relocated => this with { Plan = relocated.Plan },
        Resolved resolved => this with { Decisions = Decisions.SetItem(resolved.Path, resolved.Choice) },
        Halted halted => this with
        {
            Phase = RollbackPhase.Halted, Reason = halted.Reason, AppliedSwaps = halted.AppliedSwaps,
        },
        _ => throw new ArgumentException(
            $"A {fact.GetType().Name} is not a fact of this journal.", nameof(fact)),
    } with
    { EndedAt = fact.At, History = History.Add(fact) };
}
