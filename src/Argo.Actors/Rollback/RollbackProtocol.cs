using System.Collections.Immutable;
using Akka.Actor;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Rollback;

/// <summary>What a gatekeeper or a recovery and the <see cref="RollbackActor"/> say to each other.</summary>
internal static class RollbackProtocol
{
    /// <summary>Asks for the state as journaled. Answered by the <see cref="RollbackState"/>.</summary>
    internal sealed record GetState
    {
        internal static readonly GetState Instance = new();
    }

    /// <summary>Asks for a fact to be journaled. Answered by <see cref="Journaled"/>.</summary>
    /// <param name="At">
    /// When it was first asked; the fact has this time. So who asks again, because nobody knows what became
    /// of the first try, asks for the same fact, and one that is journaled already is not journaled twice.
    /// </param>
    internal abstract record Request(DateTimeOffset At)
    {
        /// <summary>
        /// How many facts the asker knows of: where there are more, another has claimed the execution.
        /// </summary>
        internal int After { get; init; }
    }

    /// <summary>Journals the undo plan; only after the answer may a step act.</summary>
    internal sealed record Prepare(UndoPlan Plan, DateTimeOffset At) : Request(At);

    /// <summary>Journals that the swaps named stand.</summary>
    internal sealed record Complete(ImmutableArray<int> AppliedSwaps, DateTimeOffset At) : Request(At);

    /// <summary>Journals that nothing happened.</summary>
    internal sealed record Abort(string Reason, DateTimeOffset At) : Request(At);

    /// <summary>Journals that security stopped it.</summary>
    internal sealed record Halt(string Reason, ImmutableArray<int> AppliedSwaps, DateTimeOffset At)
        : Request(At);

    /// <summary>A request that has swaps undone, by the actors of their steps.</summary>
    /// <param name="At">See <see cref="Request"/>.</param>
    internal abstract record Undoing(DateTimeOffset At) : Request(At)
    {
        /// <summary>The actors of the steps, by step id.</summary>
        internal ImmutableDictionary<int, IActorRef> Steps { get; init; } =
            ImmutableDictionary<int, IActorRef>.Empty;
    }

    /// <summary>
    /// Claims the undo of everything and carries it out. Answered by <see cref="Undone"/>: its end is not
    /// journaled yet.
    /// </summary>
    internal sealed record RollBack(string Reason, DateTimeOffset At) : Undoing(At);

    /// <summary>
    /// Claims the undo of one failed step and carries it out; the execution may go on. Answered by
    /// <see cref="StepUndone"/>.
    /// </summary>
    internal sealed record UndoStep(int StepId, string Reason, DateTimeOffset At) : Undoing(At);

    /// <summary>Journals how the undo ended: rolled back where nothing is left, else parked.</summary>
    internal sealed record EndUndo(
        ImmutableArray<string> Left, ImmutableArray<RollbackConflict> Conflicts, DateTimeOffset At)
        : Request(At);

    /// <summary>Journals a person's decision about a conflict.</summary>
    internal sealed record Resolve(ConflictDecision Decision, DateTimeOffset At) : Request(At);

    /// <summary>Journals that a person gave it up. Answered by <see cref="Journaled"/>.</summary>
    internal sealed record Abandon(Abandonment Decision, DateTimeOffset At) : Request(At);

    /// <summary>Journals where its workspace is by now. Answered by <see cref="Journaled"/>.</summary>
    internal sealed record Relocate(UndoPlan Plan, string By, DateTimeOffset At) : Request(At);

    /// <summary>
    /// Journals that the tree was found to be what it was, so that there is nothing to undo. Answered by
    /// <see cref="Journaled"/>.
    /// </summary>
    internal sealed record FoundRestored(string Reason, DateTimeOffset At) : Request(At);

    /// <summary>
    /// The journal cannot be read: what happened is not known, so nothing may be touched.
    /// </summary>
    /// <param name="Reason">Why, in words.</param>
    /// <param name="IsDamaged">Whether what is stored is wrong: reading it again is no use.</param>
    /// <param name="IsUnreachable">Whether nothing was read, so that all of it may be right.</param>
    internal sealed record Unreadable(string Reason, bool IsDamaged, bool IsUnreachable = false);

    /// <summary>A write to the journal failed: nobody knows whether the fact is there.</summary>
    /// <param name="Reason">Why, as the store says.</param>
    internal sealed record WriteFailed(string Reason);

    /// <summary>The fact is durable.</summary>
    /// <param name="Phase">Where the execution stands now.</param>
    /// <param name="Facts">How many facts the journal has of it now.</param>
    internal sealed record Journaled(RollbackPhase Phase, int Facts);

    /// <summary>The command does not fit the state; nothing was journaled.</summary>
    internal sealed record Refused(object Command, string Reason);

    /// <summary>The undo of one step is carried out, as far as it could be.</summary>
    /// <param name="Outcomes">
    /// One for each swap, in the order of undoing; or what is missing, and then nothing was touched.
    /// </param>
    /// <param name="Facts">How many facts the journal has, with the claim.</param>
    internal sealed record StepUndone(ImmutableArray<UndoOutcome> Outcomes, int Facts)
    {
        /// <summary>Why the step is not undone; null when it is.</summary>
        internal string? Obstacle => Outcomes
            .FirstOrDefault(o => o.Verdict is not (UndoVerdict.Undone or UndoVerdict.NothingToDo))?.Detail;
    }

    /// <summary>The undo of everything is carried out and flushed; its end is to be journaled.</summary>
    /// <param name="Outcomes">One a swap, in the order of undoing.</param>
    /// <param name="Left">What is not as it was, in words; empty when everything is.</param>
    /// <param name="Foreign">Paths of the plan that were not touched, and that others have changed
    /// meanwhile.</param>
    /// <param name="Conflicts">What is in the way, for a person to decide.</param>
    /// <param name="Facts">How many facts the journal has, with the claim.</param>
    /// <param name="WasBegun">
    /// Whether it came to the swaps; else the outcomes only tell what the undo of each would need.
    /// </param>
    internal sealed record Undone(
        ImmutableArray<UndoOutcome> Outcomes,
        ImmutableArray<string> Left,
        ImmutableArray<Drift> Foreign,
        ImmutableArray<RollbackConflict> Conflicts,
        int Facts,
        bool WasBegun = true);
}
