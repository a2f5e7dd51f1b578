using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using static Argo.Workspaces.Transactions.Undo.UndoMoves;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>Removes a new directory, while nothing of others is in it.</summary>
/// <remarks>
/// It is never renamed away: what another program has put into it stays where that program will look for it.
/// </remarks>
internal sealed class CreateDirectoryUndo(
    IKernel kernel, UndoMoves moves, ConflictReport conflicts) : ISwapUndo
{
    /// <inheritdoc/>
    public UndoOutcome Undo(UndoObservation seen)
    {
        if (seen.IsStagedAfter)
            return Nothing(seen.Row, "the swap was not applied");
        if (seen.Target is null)
            return moves.Gone(seen, "the new directory is gone already");
        if (!seen.IsTargetAfter)
            return moves.Foreign(seen);
        var errno = kernel.RemoveDirectory(seen.Parent!, seen.Name);
        if (errno is Errno.NotEmpty or Errno.Exists)
        {
            return conflicts.Of(
                seen,
                $"the new directory '{seen.Row.Path}' holds what another program put there",
                found: "the new directory, with what another program put into it");
        }
        return moves.Refused(errno, seen) ?? moves.Done(seen, "the new directory was removed");
    }
}
