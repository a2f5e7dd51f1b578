using Argo.Artifacts.Undo;
using static Argo.Workspaces.Transactions.Undo.UndoMoves;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>Puts back what was deleted: a file, a link, or a directory with everything below it.</summary>
internal sealed class DeleteUndo(
    UndoMoves moves, PowerLossRules powerLoss, ConflictReport conflicts) : ISwapUndo
{
    /// <inheritdoc/>
    public UndoOutcome Undo(UndoObservation seen)
    {
        if (powerLoss.IsMissing(seen))
            return moves.BringBackMissing(seen);
        if (seen.IsStagedAfter)
            return Nothing(seen.Row, "the swap was not applied");
        if (seen.IsTargetBefore)
            return moves.Back(seen, "the object before is at its place");
        if (powerLoss.IsForEarlierRow(seen))
            return Nothing(seen.Row, "an earlier swap's undo brings it back");
        if (seen.Parent is null)
            return conflicts.Of(seen, $"the directory of '{seen.Row.Path}' is gone");
        if (seen.Target is not null)
            return moves.Foreign(seen);
        return seen.IsStagedBefore ? moves.PlaceBack(seen) : moves.BringBackCopy(seen);
    }
}
