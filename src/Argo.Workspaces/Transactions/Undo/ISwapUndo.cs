using Argo.Artifacts.Undo;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>The undo of one kind of swap: what is done in each state that can be seen.</summary>
internal interface ISwapUndo
{
    /// <summary>Undoes a swap by what is seen of it.</summary>
    UndoOutcome Undo(UndoObservation seen);
}
