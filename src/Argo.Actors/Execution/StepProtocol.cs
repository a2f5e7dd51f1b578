using System.Collections.Immutable;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>What a <see cref="StepActor"/> is told, and how it answers.</summary>
internal static class StepProtocol
{
    /// <summary>An order to the step.</summary>
    /// <param name="Attempt">
    /// Comes back with the outcome, so that the late outcome of an earlier order is known.
    /// </param>
    internal abstract record Order(int Attempt);

    /// <summary>
    /// Stages the step: everything it needs is made beside the tree, nothing in it changes. Answered by
    /// <see cref="Outcome.Staged"/>.
    /// </summary>
    internal sealed record Stage(int Attempt, CancellationToken Cancel) : Order(Attempt);

    /// <summary>
    /// Makes the staged change visible and verifies it; sent only after PREPARED is journaled. Answered by
    /// <see cref="Outcome.Applied"/>.
    /// </summary>
    /// <param name="Attempt">Comes back.</param>
    /// <param name="Cancel">Heard until the first swap; from then on the step goes to its end.</param>
    internal sealed record Apply(int Attempt, CancellationToken Cancel) : Order(Attempt);

    /// <summary>
    /// Undoes swaps of the step; sent only after the undo was claimed in the journal. Answered by
    /// <see cref="Outcome.Undone"/>.
    /// </summary>
    /// <param name="Attempt">Comes back.</param>
    /// <param name="Rows">The swaps, in the order of undoing.</param>
    /// <param name="Decisions">What a person decided about conflicts, by path.</param>
    internal sealed record Undo(
        int Attempt, ImmutableArray<UndoRow> Rows, ImmutableDictionary<string, ConflictChoice> Decisions)
        : Order(Attempt);

    /// <summary>How an order was carried out.</summary>
    internal abstract record Outcome(int Attempt)
    {
        /// <summary>The step is staged, or says why it cannot be.</summary>
        internal sealed record Staged(int Attempt, StagedStep Step) : Outcome(Attempt);

        /// <summary>The step was applied or failed, and says what it changed.</summary>
        internal sealed record Applied(int Attempt, StepOutcome Found) : Outcome(Attempt);

        /// <summary>One outcome for each swap that was to be undone.</summary>
        internal sealed record Undone(int Attempt, ImmutableArray<UndoOutcome> Outcomes) : Outcome(Attempt);

        /// <summary>The order was cancelled, and the tree is as before it.</summary>
        internal sealed record Cancelled(int Attempt) : Outcome(Attempt);

        /// <summary>The call failed without saying what it changed.</summary>
        internal sealed record Failed(int Attempt, string Reason) : Outcome(Attempt);
    }
}
