using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>What the rows of an undo plan say about each other. Looks at no disk.</summary>
internal sealed class SwapHistory(UndoPlan plan)
{
    private readonly Lazy<ILookup<(ulong Inode, long BirthNs)?, UndoRow>> _byObject =
        new(() => ByObject(plan));

    /// <summary>Every swap of the plan, in the order in which they were made.</summary>
    public IEnumerable<UndoRow> Rows => plan.Rows;

    /// <summary>The swaps that took this object away or brought it.</summary>
    public IEnumerable<UndoRow> SwapsOf(FileIdentity? identity) => _byObject.Value[KeyOf(identity)];

    /// <summary>The swaps before this one, the latest first.</summary>
    public IEnumerable<UndoRow> Before(int swap) => plan.Rows.Where(row => row.Swap < swap).Reverse();

    /// <summary>Whether an earlier swap of the plan made the object that this one took away.</summary>
    public bool IsPlanMade(UndoRow row) => plan.Rows.Any(earlier =>
        earlier.Swap < row.Swap && earlier.After?.IsSameObject(row.Before) is true);

    /// <summary>
    /// Whether the object that a swap took away was at this place before the plan began: the plan neither
    /// made it here nor moved it here. Told by the paths, because an object can have several names.
    /// </summary>
    public bool IsFirstPlace(UndoRow row)
    {
        var path = row.Path;
        foreach (var earlier in Before(row.Swap))
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

    /// <summary>
    /// Whether the target is what an earlier swap found at this place: then more has been undone than this
    /// swap.
    /// </summary>
    public bool IsEarlierState(UndoObservation seen) => seen.Target is not null && plan.Rows.Any(other =>
        other.Swap < seen.Row.Swap
        && seen.Target.IsObject(other.Before)
        && other.Path == PathBefore(seen.Row, other.Swap));

    /// <summary>Where the plan has brought what a move took, by the time of a later swap.</summary>
    /// <param name="swap">The later swap.</param>
    /// <param name="move">The move.</param>
    public string PlaceAt(int swap, UndoRow move) => plan.Rows
        .Where(later => later.Kind is SwapKind.Move && later.Swap > move.Swap && later.Swap < swap)
        .Aggregate(move.Destination!, (path, later) => path == later.Path ? later.Destination!
            : IsBelow(path, later.Path) ? later.Destination + path[later.Path.Length..]
            : path);

    /// <summary>Whether a path is somewhere below a directory.</summary>
    public static bool IsBelow(string path, string directory) =>
        path.StartsWith(directory + "/", StringComparison.Ordinal);

    // The path of a row as it was at an earlier swap: before the directories above it were moved.
    private string PathBefore(UndoRow row, int swap) => plan.Rows
        .Where(move => move.Kind is SwapKind.Move && move.Swap > swap && move.Swap < row.Swap).Reverse()
        .Aggregate(row.Path, (path, move) => IsBelow(path, move.Destination!)
            ? move.Path + path[move.Destination!.Length..]
            : path);

    // One pass over the plan, instead of a look at every entry of the stage for every row.
    private static ILookup<(ulong Inode, long BirthNs)?, UndoRow> ByObject(UndoPlan plan) => plan.Rows
        .SelectMany(row => new[] { KeyOf(row.Before), KeyOf(row.After) }, (row, key) => (Key: key, Row: row))
        .Where(pair => pair.Key is not null).ToLookup(pair => pair.Key, pair => pair.Row);

    private static (ulong Inode, long BirthNs)? KeyOf(FileIdentity? identity) =>
        identity is null ? null : (identity.Inode, identity.BirthNs);
}
