using System.Collections.Immutable;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Rollback;

/// <summary>What a rollback actor journals. Each is durable before what follows it may happen.</summary>
public static class RollbackEvents
{
    /// <summary>The whole undo plan; durable before the first swap.</summary>
    public sealed record Prepared(UndoPlan Plan, DateTimeOffset At) : IRollbackEvent;

    /// <summary>The swaps that stand, all durable.</summary>
    public sealed record Completed(ImmutableArray<int> AppliedSwaps, DateTimeOffset At) : IRollbackEvent;

    /// <summary>Nothing visible happened, nor will.</summary>
    public sealed record Aborted(string Reason, DateTimeOffset At) : IRollbackEvent;

    /// <summary>
    /// The undo of one failed step is claimed, and the execution goes on; durable before it is carried out.
    /// </summary>
    /// <param name="StepId">The step: none of its swaps stands at the end.</param>
    /// <param name="Reason">Why it failed.</param>
    /// <param name="At">When it was decided.</param>
    /// <remarks>
    /// There is no event for its end. A process that dies after this one leaves an execution that is
    /// Prepared, and the recovery undoes everything, this step too: an undo may be carried out twice.
    /// </remarks>
    public sealed record UndoingStep(int StepId, string Reason, DateTimeOffset At) : IRollbackEvent;

    /// <summary>The undo of everything is claimed; durable before the first undo.</summary>
    public sealed record RollingBack(int Epoch, string Reason, DateTimeOffset At) : IRollbackEvent;

    /// <summary>Everything is undone and durable, and the tree was seen to equal what it was.</summary>
    public sealed record RolledBack(DateTimeOffset At) : IRollbackEvent;

    /// <summary>
    /// The undo could not finish; what is left, in words, and what a person can decide about.
    /// </summary>
    /// <param name="Left">What is not as it was, in words.</param>
    /// <param name="At">When it was given up for now.</param>
    /// <param name="Conflicts">What is in the way; null in what an Argo wrote that did not keep it.</param>
    public sealed record Parked(
        ImmutableArray<string> Left,
        DateTimeOffset At,
        ImmutableArray<RollbackConflict>? Conflicts = null) : IRollbackEvent;

    /// <summary>A person decided about one conflict; durable before it is carried out.</summary>
    public sealed record Resolved(string Path, ConflictChoice Choice, string By, DateTimeOffset At)
        : IRollbackEvent;

    /// <summary>A person gave it up: nothing is undone any more.</summary>
    public sealed record Abandoned(string Reason, string By, DateTimeOffset At) : IRollbackEvent;

    /// <summary>
    /// The workspace is at another place by now, as a person said and a comparison showed.
    /// </summary>
    /// <param name="Plan">The undo plan for the objects there.</param>
    /// <param name="By">Who said so.</param>
    /// <param name="At">When.</param>
    public sealed record Relocated(UndoPlan Plan, string By, DateTimeOffset At) : IRollbackEvent;

    /// <summary>Security stopped it; the swaps that stand, all durable.</summary>
    public sealed record Halted(
        string Reason, ImmutableArray<int> AppliedSwaps, DateTimeOffset At) : IRollbackEvent;
}
