using Argo.Artifacts.Undo;
using static Argo.Workspaces.Transactions.Undo.UndoMoves;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>Takes a new file out of the tree.</summary>
internal sealed class CreateUndo(UndoMoves moves, ConflictReport conflicts) : ISwapUndo
{
    /// <inheritdoc/>
    public UndoOutcome Undo(UndoObservation seen)
    {
        if (seen.IsStagedAfter && !seen.IsTargetAfter)
        {
            return moves.IsReserved(seen.Target)
                ? conflicts.Reserved(seen)
                : Nothing(seen.Row, "the swap was not applied");
        }
        if (seen.Target is null)
            return moves.Gone(seen, "the new object is gone already");
        if (!seen.IsTargetAfter)
            return moves.Foreign(seen);
        if (!seen.Target.IsStill(seen.Row.After))
            return conflicts.Edited(seen);
        return moves.TakeOut(
            seen, seen.IsStagedAfter ? moves.FreeSpare(seen.Row, seen.Row.After) : seen.StagedSpot);
    }
}
