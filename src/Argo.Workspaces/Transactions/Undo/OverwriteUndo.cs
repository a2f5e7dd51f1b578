using Argo.Artifacts.Undo;
using Argo.Workspaces.Transactions.Swapping;
using static Argo.Workspaces.Transactions.Undo.UndoMoves;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>Gives a file its place back that a new version has taken.</summary>
internal sealed class OverwriteUndo(
    NameMover mover, UndoMoves moves, PowerLossRules powerLoss, ConflictReport conflicts) : ISwapUndo
{
    /// <inheritdoc/>
    public UndoOutcome Undo(UndoObservation seen)
    {
        if (!seen.IsTargetAfter && powerLoss.IsMissing(seen))
            return moves.BringBackMissing(seen);
        if (seen.IsStagedAfter && !seen.IsTargetAfter)
            return Nothing(seen.Row, "the swap was not applied");
        if (seen.IsTargetBefore)
            return moves.Back(seen, "the object before is at its place");
        if (powerLoss.IsForEarlierRow(seen))
            return Nothing(seen.Row, "an earlier swap's undo brings it back");
        if (seen.Parent is null)
            return conflicts.Of(seen, $"the directory of '{seen.Row.Path}' is gone");
        if (seen.Target is null)
            return seen.IsStagedBefore ? moves.PlaceBack(seen) : moves.BringBackCopy(seen);
        if (!seen.IsTargetAfter)
            return moves.Foreign(seen);
        if (!seen.Target.IsStill(seen.Row.After))
            return conflicts.Edited(seen);
        if (powerLoss.IsPlanMadeAndGone(seen))
            return moves.TakeOut(seen, moves.FreeSpare(seen.Row, seen.Row.After));
        return seen.IsStagedBefore && mover.GivesBack
            ? moves.SwapBack(seen, seen.StagedSpot, "the object before changed places with the new one")
            : moves.BringBackCopy(seen);
    }
}
