using System.Collections.Immutable;
using Argo.Artifacts;
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

    /// <summary>Why a command does not fit; null when it does.</summary>
    internal string? WhyNot(object command)
    {
        var fits = command switch
        {
            Prepare or Abort => Phase is RollbackPhase.Open,
            Complete or Halt => Phase is RollbackPhase.Prepared,
            RollBack => Phase is RollbackPhase.Prepared or RollbackPhase.RollingBack
                or RollbackPhase.Parked or RollbackPhase.Halted,
            _ => false,
        };
        return fits ? null : $"{command.GetType().Name} does not fit an execution that is {Phase}";
    }

    /// <summary>The state after a fact.</summary>
    public RollbackState Apply(IRollbackEvent fact) => fact switch
    {
        Prepared prepared => this with { Phase = RollbackPhase.Prepared, Plan = prepared.Plan },
        Completed completed => this with { Phase = RollbackPhase.Completed, AppliedSwaps = completed.AppliedSwaps },
        Aborted aborted => this with { Phase = RollbackPhase.Aborted, Reason = aborted.Reason },
        RollingBack claim => this with
        {
            Phase = RollbackPhase.RollingBack, Epoch = claim.Epoch, Reason = claim.Reason,
        },
        RolledBack => this with { Phase = RollbackPhase.RolledBack, AppliedSwaps = [] },
        Parked => this with { Phase = RollbackPhase.Parked },
        Halted halted => this with
        {
            Phase = RollbackPhase.Halted, Reason = halted.Reason, AppliedSwaps = halted.AppliedSwaps,
        },
        _ => throw new ArgumentException($"A {fact.GetType().Name} is not a fact of this journal.", nameof(fact)),
    } with
    { EndedAt = fact.At };
}
