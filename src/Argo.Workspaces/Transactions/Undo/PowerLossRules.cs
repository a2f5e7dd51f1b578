namespace Argo.Workspaces.Transactions.Undo;

/// <summary>
/// What a state can mean after the machine has restarted on a file system of class B or C: any change of
/// names since the last flush can be missing, and a rename between two directories can have reached only one
/// of them.
/// </summary>
internal sealed class PowerLossRules(UndoContext context, ConflictReport conflicts)
{
    /// <summary>
    /// The object is at neither of its places: either half of the swap was lost, or another program had
    /// removed the object. Which of the two cannot be told, so it is brought back from its second copy, and
    /// nothing is lost. A directory has no second copy: that is reported.
    /// </summary>
    public bool IsMissing(UndoObservation seen) => context.MayBeHalf
        && seen is { Parent: not null, IsTargetBefore: false, IsStagedBefore: false }
        && context.History.IsFirstPlace(seen.Row);

    /// <summary>
    /// An earlier swap brought the object here, and that one may have been lost: its undo brings the object
    /// back.
    /// </summary>
    public bool IsForEarlierRow(UndoObservation seen) => context.MayBeHalf
        && seen.Target is null
        && (seen.Parent is null || !seen.IsStagedBefore)
        && !context.History.IsFirstPlace(seen.Row);

    /// <summary>
    /// An undo that the power loss stopped had put the object before further back: only the plan's own object
    /// is left to be taken out.
    /// </summary>
    public bool IsPlanMadeAndGone(UndoObservation seen) => context.MayBeHalf
        && !conflicts.HasBefore(seen)
        && context.History.IsPlanMade(seen.Row);
}
