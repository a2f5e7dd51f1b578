using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Swapping;
using Argo.Workspaces.Transactions.Vault;
using Microsoft.Win32.SafeHandles;
using static Argo.Workspaces.Transactions.Undo.UndoMoves;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>Moves a file, a link or a directory back to its old path.</summary>
internal sealed class MoveUndo(
    UndoContext context, UndoMoves moves, PowerLossRules powerLoss, ConflictReport conflicts) : ISwapUndo
{
    private readonly NameMover _mover = context.Mover;
    private readonly UndoObserver _observer = context.Observer;

    /// <inheritdoc/>
    public UndoOutcome Undo(UndoObservation seen)
    {
        var row = seen.Row;
        var path = _observer.PathNow(row.Destination!, row.Swap);
        using var parent = _observer.OpenParent(path, mayBeRefused: false);
        var there = parent is null ? null : _observer.Look(parent, path);
        if (!there.IsObject(row.Before))
            return UndoOfAnother(seen, there);
        if (IsAnotherName(row))
            return Nothing(row, "the move was not applied");
        var destination = new DirectoryEntryRef(parent!, context.Root.CheckedTarget(path).Leaf);
        if (seen.IsTargetBefore)
        {
            // Class C between its two calls, or a rename of which a power cut kept half. Else the other name
            // is another hard link of the object, which an earlier swap has brought there.
            return _mover.GivesBack && !context.MayBeHalf
                ? Nothing(row, "the move was not applied")
                : TakeAside(seen, destination, there!);
        }

        return seen.Parent is null
            ? UndoWithoutDirectory(seen, destination, there!)
            : MoveBack(seen, destination, there!, parent!);
    }

    // Two hard links of one object cannot be told apart by the object. Where the swap that frees the
    // destination
    // has not been made, or is undone, what is there is the name that an earlier move brought.
    private bool IsAnotherName(UndoRow row)
    {
        var freed = context.History.Before(row.Swap).FirstOrDefault(earlier =>
            earlier.Kind is SwapKind.Delete or SwapKind.Move
            && earlier.Path == row.Destination
            && earlier.Before!.IsSameObject(row.Before));
        return freed switch
        {
            null => false,
            // one name, which the plan takes away and back
            { Kind: SwapKind.Move } when context.History.PlaceAt(row.Swap, freed) == row.Path => false,
            { Kind: SwapKind.Delete } => context.IsMarkedUndone(freed)
                || context.Stage.Stat(StageEntry.Of(freed.Swap)).IsObject(freed.After),
            _ => !_observer.IsAt(_observer.PathNow(freed.Destination!, freed.Swap), row.Before),
        };
    }

    private UndoOutcome MoveBack(
        UndoObservation seen, DirectoryEntryRef destination, EntryStat there,
        SafeFileHandle parent)
    {
        var row = seen.Row;
        if (seen.Target is not null)
        {
            return context.History.IsEarlierState(seen)
                ? TakeAside(seen, destination, there)
                : moves.Foreign(seen);
        }
        if (moves.Refused(_mover.Place(destination, seen.TargetSpot, there.Kind), seen) is { } conflict)
            return conflict;
        if (!_observer.Look(seen.TargetSpot, row.Path).IsObject(row.Before))
            return GiveBack(seen, destination, there.Kind);
        if (row.DestinationParentMtimeNs is { } mtime)
            context.Root.Kernel.SetTimes(parent, null, mtime);
        return moves.Done(seen, "the object was moved back");
    }

    // The directory of the old path is not there.
    private UndoOutcome UndoWithoutDirectory(
        UndoObservation seen, DirectoryEntryRef destination, EntryStat there)
    {
        var row = seen.Row;
        if (IsAboveNotMade(row))
            return Nothing(row, "the move was not applied");
        if (powerLoss.IsForEarlierRow(seen) && there.Kind is not EntryKind.Directory)
            return TakeAside(seen, destination, there);
        return conflicts.Of(
            seen, $"the directory of '{row.Path}' is gone; the object is still at '{row.Destination}'");
    }

    // What is at the destination, if anything, is not the object that the move brings there.
    private UndoOutcome UndoOfAnother(UndoObservation seen, EntryStat? there)
    {
        if (powerLoss.IsMissing(seen))
        {
            return moves.BringBackMissing(seen) is var outcome && moves.IsReserved(there)
                ? conflicts.Reserved(seen)
                : outcome;
        }
        if (moves.IsReserved(there))
            return conflicts.Reserved(seen);
        return IsReplaced(seen, there)
            ? Replaced(seen, there!)
            : Nothing(seen.Row, "the move was not applied");
    }

    // A directory that the plan makes above it is still in the stage, or an undo that was stopped has removed
    // it again: what is at the destination came there by an earlier swap, or was brought back there. After a
    // power loss a missing directory proves neither: see PowerLossRules.IsForEarlierRow.
    private bool IsAboveNotMade(UndoRow row) => context.History.Rows.Any(made =>
        made.Kind is SwapKind.CreateDirectory
        && made.Swap < row.Swap
        && SwapHistory.IsBelow(row.Path, made.Path)
        && (context.Stage.Stat(StageEntry.Of(made.Swap)).IsObject(made.After)
            || !context.MayBeHalf && IsRemoved(made)));

    private bool IsRemoved(UndoRow made)
    {
        using var seen = _observer.See(made);
        return !seen.IsTargetAfter;
    }

    private UndoOutcome TakeAside(UndoObservation seen, DirectoryEntryRef destination, EntryStat there)
    {
        var row = seen.Row;
        var spare = moves.FreeSpare(row, row.Before);
        if (moves.Refused(_mover.PlaceInStage(destination, spare, there.Kind), seen) is { } conflict)
            return conflict;
        if (_observer.Look(spare, row.Path).IsObject(row.Before))
            return moves.Done(seen, "the new name was taken back");
        // Another program took the name just before the rename: what it put there goes back.
        var errno = _mover.Place(spare, destination, there.Kind);
        return moves.Refused(errno, seen) ?? moves.ChangedMeanwhile(seen, row.Destination!);
    }

    // Another program took the moved object's place just before the rename, and what it put there came along:
    // it goes back.
    private UndoOutcome GiveBack(UndoObservation seen, DirectoryEntryRef destination, EntryKind kind)
    {
        var errno = _mover.Place(seen.TargetSpot, destination, kind);
        return moves.Refused(errno, seen) ?? moves.ChangedMeanwhile(seen, seen.Row.Destination!);
    }

    // It was moved, then replaced by another program: the object is nowhere, and its old place is empty.
    private bool IsReplaced(UndoObservation seen, EntryStat? there) => there is not null
        && seen is { Parent: not null, Target: null }
        && context.History.IsFirstPlace(seen.Row)
        && !context.History.SwapsOf(seen.Row.Before).Any(other => context.IsReleased(other)
            || context.Stage.Stat(StageEntry.Of(other.Swap)).IsObject(seen.Row.Before));

    private UndoOutcome Replaced(UndoObservation seen, EntryStat there) => conflicts.Of(
        seen,
        $"'{seen.Row.Path}' was moved to '{seen.Row.Destination}', and another program has replaced it "
        + "there. What is there was not touched",
        path: seen.Row.Destination,
        found: there.InWords(),
        canKeepMine: false);
}
