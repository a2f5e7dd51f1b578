using System.Collections.Immutable;
using Argo.Actors.Rollback;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Execution;

/// <summary>
/// The steps that an undo of a recovery found applied. A conflict alone does not say that a step ran: where
/// the stage is gone, nothing in it tells which swaps were made.
/// </summary>
internal static class FoundSteps
{
    /// <summary>What is said of a step whose swaps the journal lists.</summary>
    public const string Journaled = "journaled as applied and verified";

    private const string Told = "applied, as an earlier end of this execution tells";

    /// <summary>Each such step, by its id.</summary>
    /// <param name="undone">How the undo of each swap ended.</param>
    /// <param name="before">The journal before that undo.</param>
    /// <param name="earlier">The result of an earlier end, such as a parked one; null for none.</param>
    /// <returns>How it is known; null where the undo itself saw it.</returns>
    public static ImmutableDictionary<int, string?> In(
        RollbackProtocol.Undone undone, RollbackState before, ExecutionResultArtifact? earlier)
    {
        var told = (earlier?.StepsExecuted ?? []).Where(step => step.Success).Select(step => step.StepId)
            .ToHashSet();
        var found = ImmutableDictionary.CreateBuilder<int, string?>();
        foreach (var outcome in undone.Outcomes.Where(o => o.Verdict is not UndoVerdict.NothingToDo))
        {
            var step = outcome.Row.StepId;
            if (before.AppliedSwaps.Contains(outcome.Row.Swap))
                found[step] = Journaled;
            else if (IsSeen(outcome, undone.WasBegun))
                found.TryAdd(step, null);
            else if (told.Contains(step))
                found.TryAdd(step, Told);
        }

        return found.ToImmutable();
    }

    private static bool IsSeen(UndoOutcome outcome, bool wasBegun) =>
        wasBegun && outcome.Verdict is UndoVerdict.Undone or UndoVerdict.Conflict or UndoVerdict.Failed;
}
