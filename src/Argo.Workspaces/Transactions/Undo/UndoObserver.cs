using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>Looks at the tree and the stage for an undo. Changes nothing.</summary>
internal sealed class UndoObserver(UndoContext context)
{
    private readonly ConfinedRoot _root = context.Root;
    private readonly StageDirectory _stage = context.Stage;
    private readonly Dictionary<(ulong Inode, long BirthNs), FileIdentity> _originals = context.Plan.Rows
        .Where(row => row is { Backup: not null, Before: not null } && !row.Backup.IsSameObject(row.Before))
        .ToDictionary(row => (row.Backup!.Inode, row.Backup.BirthNs), row => row.Before!);

    /// <summary>The target and the stage of one swap.</summary>
    public UndoObservation See(UndoRow row)
    {
        var path = PathNow(row.Path, row.Swap);
        var name = _root.CheckedTarget(path).Leaf;
        var staged = Staged(StageEntry.Of(row.Swap));
        var parent = OpenParent(path, mayBeRefused: staged.IsObject(row.After));
        try
        {
            var target = parent is null ? null : Look(parent, path);
            return new UndoObservation(row, parent, name, target, staged, context.StagedAt(row));
        }
        catch
        {
            parent?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The directory of a path. Null where it is missing, or where a file has its place, as before a step
    /// made the directory; also where a link has its place and the swap was not applied.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="mayBeRefused">Whether a link on the way counts as missing.</param>
    public SafeFileHandle? OpenParent(string path, bool mayBeRefused)
    {
        var parent = RelativeParts.ParentOf(path);
        var bytes = _root.CheckedTarget(path).Parent;
        try
        {
            return _root.TryOpen(bytes, parent, OpenFor.DirectoryReference);
        }
        catch (WorkspaceException refusal) when (refusal.Fault is WorkspaceFault.Refused)
        {
            if (mayBeRefused || IsFileOnTheWay(bytes))
                return null;
            throw;
        }
    }

    /// <summary>What is at a path in an open directory.</summary>
    public EntryStat? Look(SafeFileHandle parent, string path) =>
        Look(new DirectoryEntryRef(parent, _root.CheckedTarget(path).Leaf), path);

    /// <summary>
    /// What is at an entry. A copy that stands in for an original that was lost counts as that original.
    /// </summary>
    public EntryStat? Look(DirectoryEntryRef entry, string path) =>
        AsOriginal(context.Mover.Look(entry, path));

    /// <summary>What is at an entry of the stage.</summary>
    public EntryStat? Staged(string entry) => AsOriginal(_stage.Stat(entry));

    /// <summary>Whether an object is at a path.</summary>
    public bool IsAt(string path, FileIdentity? identity)
    {
        using var parent = OpenParent(path, mayBeRefused: false);
        return parent is not null && Look(parent, path).IsObject(identity);
    }

    /// <summary>The same; false where the way to the path is refused.</summary>
    public bool IsSeenAt(string path, FileIdentity? identity)
    {
        try
        {
            return IsAt(path, identity);
        }
        catch (WorkspaceException refusal) when (refusal.Fault is WorkspaceFault.Refused)
        {
            return false;
        }
    }

    /// <summary>
    /// Where a path of a swap is now, if the move of a directory above it was lost with the power.
    /// </summary>
    public string PathNow(string path, int swap)
    {
        if (!context.MayBeHalf)
            return path;
        foreach (var row in context.History.Before(swap))
        {
            if (row.Kind is SwapKind.CreateDirectory && SwapHistory.IsBelow(path, row.Path))
                return PathNow(row.Path, row.Swap) + path[row.Path.Length..];
            if (row.Kind is not SwapKind.Move || !SwapHistory.IsBelow(path, row.Destination!))
                continue;
            var below = path[row.Destination!.Length..];
            var moved = PathNow(row.Destination, row.Swap);
            return IsAt(moved, row.Before) ? moved + below : PathNow(row.Path + below, row.Swap);
        }
        return path;
    }

    private EntryStat? AsOriginal(EntryStat? found)
    {
        if (found is null
            || !_originals.TryGetValue((found.Identity.Inode, found.Identity.BirthNs), out var original))
        {
            return found;
        }
        return found with
        {
            Identity = found.Identity with { Inode = original.Inode, BirthNs = original.BirthNs },
        };
    }

    private bool IsFileOnTheWay(PathBytes path)
    {
        for (; !path.IsItself; path = path.Parent)
        {
            if (TryOpen(path) is not { } there)
                continue;
            using (there)
            {
                // a link that the plan itself had moved away or deleted counts as what was there before
                _root.Kernel.Stat(there, PathBytes.Itself, out var stat).OrThrow("look at", path.ToString());
                return stat.Kind is EntryKind.File || stat.Kind is EntryKind.Symlink
                    && context.History.Rows.Any(row => stat.Identity.IsSameObject(row.Before));
            }
        }
        return false;
    }

    // Null also where a link is further up: then the caller asks about that one next.
    private SafeFileHandle? TryOpen(PathBytes path)
    {
        try
        {
            return _root.TryOpen(path, path.ToString(), OpenFor.Reference);
        }
        catch (WorkspaceException refusal) when (refusal.Fault is WorkspaceFault.Refused)
        {
            return null;
        }
    }
}
