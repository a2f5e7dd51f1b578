using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <content>
/// Classes B and C after the machine has restarted: any of the changes of names since the last flush can be
/// missing, and a rename between two directories can have come through in one of them alone.
/// </content>
internal sealed partial class Undoer
{
    /// <summary>
    /// The object is at neither of its places: either the swap was lost half way, or another program had
    /// removed it. Nobody can tell, so it is brought back from its second copy, and nothing is lost. There is
    /// none of a directory: that is reported.
    /// </summary>
    private bool IsMissing(UndoObservation seen) => _mayBeHalf
        && seen is { Parent: not null, IsTargetBefore: false, IsStagedBefore: false }
        && IsFirstPlace(seen.Row);

    private UndoOutcome BringBackMissing(UndoObservation seen) =>
        seen.Target is null ? BringBackCopy(seen) : Foreign(seen);

    /// <summary>
    /// An earlier swap brought the object here, and that may be what did not come through: its undo sees to
    /// it.
    /// </summary>
    private bool IsForEarlierRow(UndoObservation seen) => _mayBeHalf
        && seen.Target is null
        && (seen.Parent is null || !seen.IsStagedBefore)
        && !IsFirstPlace(seen.Row);

    // An undo that a power loss has cut had gone further with the object before: only ours is left to go.
    private bool IsPlanMadeAndGone(UndoObservation seen) => _mayBeHalf
        && !HasBefore(seen)
        && IsPlanMade(seen.Row);

    // Neither made here by the plan, nor moved here. By paths: an object can have several names before.
    private bool IsFirstPlace(UndoRow row)
    {
        var path = row.Path;
        foreach (var earlier in _plan.Rows.Where(other => other.Swap < row.Swap).Reverse())
        {
            if (earlier.Kind is SwapKind.Create or SwapKind.Overwrite or SwapKind.CreateDirectory
                    && earlier.Path == path
                || earlier.Destination == path
                || earlier.Kind is SwapKind.CreateDirectory && IsBelow(path, earlier.Path))
                return false;
            if (earlier.Destination is { } moved && IsBelow(path, moved))
                path = earlier.Path + path[moved.Length..];
        }
        return true;
    }

    /// <summary>Where a path of a swap is, if the move of a directory above it has not come
    /// through.</summary>
    private string PathNow(string path, int swap)
    {
        if (!_mayBeHalf)
            return path;
        foreach (var row in _plan.Rows.Where(row => row.Swap < swap).Reverse())
        {
            if (row.Kind is SwapKind.CreateDirectory && IsBelow(path, row.Path))
                return PathNow(row.Path, row.Swap) + path[row.Path.Length..];
            if (row.Kind is not SwapKind.Move || !IsBelow(path, row.Destination!))
                continue;
            var below = path[row.Destination!.Length..];
            var moved = PathNow(row.Destination, row.Swap);
            return IsAt(moved, row.Before) ? moved + below : PathNow(row.Path + below, row.Swap);
        }
        return path;
    }

    private static bool IsBelow(string path, string directory) =>
        path.StartsWith(directory + "/", StringComparison.Ordinal);

    private bool IsAt(string path, FileIdentity? identity)
    {
        using var parent = OpenParent(path, mayBeRefused: false);
        return parent is not null && Look(parent, path).IsObject(identity);
    }

    /// <summary>What is there is what an earlier swap found there: more has been undone than this
    /// swap.</summary>
    private bool IsEarlierState(UndoObservation seen) => seen.Target is not null && _plan.Rows.Any(other =>
        other.Swap < seen.Row.Swap
        && seen.Target.IsObject(other.Before)
        && other.Path == PathBefore(seen.Row, other.Swap));

    // What a later row calls by a path was called so then, before the directories above it were moved.
    private string PathBefore(UndoRow row, int swap) => _plan.Rows
        .Where(move => move.Kind is SwapKind.Move && move.Swap > swap && move.Swap < row.Swap).Reverse()
        .Aggregate(row.Path, (path, move) => IsBelow(path, move.Destination!)
            ? move.Path + path[move.Destination!.Length..]
            : path);

    // By object, and not by a look at every entry of the stage for every row.
    private static ILookup<(ulong Inode, long BirthNs)?, UndoRow> BySwappedObject(UndoPlan plan) => plan.Rows
        .SelectMany(row => new[] { KeyOf(row.Before), KeyOf(row.After) }, (row, key) => (Key: key, Row: row))
        .Where(pair => pair.Key is not null).ToLookup(pair => pair.Key, pair => pair.Row);

    private static (ulong Inode, long BirthNs)? KeyOf(FileIdentity? identity) =>
        identity is null ? null : (identity.Inode, identity.BirthNs);

    /// <summary>Any name of an object that is not where a swap had it: a mode belongs to all of
    /// them.</summary>
    private DirectoryEntryRef? FindElsewhere(UndoRow row)
    {
        if (!_mayBeHalf)
            return null;
        var swaps = _swapsOf.Value[KeyOf(row.Before)].ToList();
        var staged = swaps.SelectMany(other => new[] { StageEntry.Of(other.Swap), other.BackupName })
            .OfType<string>().FirstOrDefault(entry => _stage.Stat(entry).IsObject(row.Before));
        if (staged is not null)
            return new DirectoryEntryRef(_stage.At, _stage.Entry(staged));
        var place = swaps.Where(other => other.Kind is SwapKind.Move && other.Swap < row.Swap)
            .Select(other => PathNow(other.Path, other.Swap))
            .FirstOrDefault(path => IsAt(path, row.Before));
        return place is not null ? new DirectoryEntryRef(_root.Handle, _root.CheckedTarget(place)) : null;
    }

    /// <summary>
    /// Another name of the second copy, so that a power loss in the moment in which it is put back finds it
    /// again; the copy itself where objects have one name only.
    /// </summary>
    private DirectoryEntryRef Double(DirectoryEntryRef backup, UndoRow row, EntryKind kind)
    {
        var spare = FreeSpare(row, row.Before);
        return kind is not EntryKind.Directory
            && _root.Kernel.Link(backup.At, backup.Name, spare.At, spare.Name) is Errno.Ok ? spare : backup;
    }
}
