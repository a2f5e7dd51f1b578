using System.Collections.Immutable;
using Argo.Artifacts;

namespace Argo.Actors.Rollback;

/// <summary>What a gatekeeper or a recovery and the <see cref="RollbackActor"/> say to each other.</summary>
internal static class RollbackProtocol
{
    /// <summary>Asks for the state as journaled. Answered by the <see cref="RollbackState"/>.</summary>
    internal sealed record GetState
    {
        internal static readonly GetState Instance = new();
    }

    /// <summary>
    /// Journals the undo plan. Answered by <see cref="Journaled"/>, and only then may a step act.
    /// </summary>
    internal sealed record Prepare(UndoPlan Plan);

    /// <summary>Journals that the swaps named stand. Answered by <see cref="Journaled"/>.</summary>
    internal sealed record Complete(ImmutableArray<int> AppliedSwaps);

    /// <summary>Journals that nothing happened. Answered by <see cref="Journaled"/>.</summary>
    internal sealed record Abort(string Reason);

    /// <summary>Journals that security stopped it. Answered by <see cref="Journaled"/>.</summary>
    internal sealed record Halt(string Reason, ImmutableArray<int> AppliedSwaps);

    /// <summary>
    /// Claims the undo, carries it out, and journals its end. Answered by <see cref="UndoEnded"/>.
    /// </summary>
    internal sealed record RollBack(string Reason);

    /// <summary>Journals a person's decision about a conflict. Answered by <see cref="Journaled"/>.</summary>
    internal sealed record Resolve(ConflictDecision Decision);

    /// <summary>Journals that a person gave it up. Answered by <see cref="Journaled"/>.</summary>
    internal sealed record Abandon(Abandonment Decision);

    /// <summary>Journals where its workspace is by now. Answered by <see cref="Journaled"/>.</summary>
    internal sealed record Relocate(UndoPlan Plan, string By);

    /// <summary>
    /// Journals that the tree was found to be what it was, so that there is nothing to undo. Answered by
    /// <see cref="Journaled"/>.
    /// </summary>
    internal sealed record FoundRestored(string Reason);

    /// <summary>
    /// The journal cannot be read: nobody can say what happened, so nothing may be touched.
    /// </summary>
    internal sealed record Unreadable(string Reason);

    /// <summary>The fact is durable.</summary>
    internal sealed record Journaled(RollbackPhase Phase);

    /// <summary>The command does not fit the state; nothing was journaled.</summary>
    internal sealed record Refused(object Command, string Reason);

    /// <summary>The undo has ended, durably.</summary>
    /// <param name="Phase">Rolled back or parked.</param>
    /// <param name="Outcomes">One a swap, in the order of undoing.</param>
    /// <param name="Left">What is not as it was, in words; empty when rolled back.</param>
    /// <param name="Foreign">Paths of the plan that were not touched, and that others have changed
    /// meanwhile.</param>
    /// <param name="Conflicts">What is in the way, for a person to decide.</param>
    internal sealed record UndoEnded(
        RollbackPhase Phase,
        ImmutableArray<UndoOutcome> Outcomes,
        ImmutableArray<string> Left,
        ImmutableArray<Drift> Foreign,
        ImmutableArray<RollbackConflict> Conflicts);
}
