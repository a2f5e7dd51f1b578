using System.Globalization;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Swapping;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Vault;

/// <summary>
/// Takes objects of others to <c>.argo/conflicts/</c>, each under a free name that tells the execution and
/// the swap.
/// </summary>
internal sealed class ConflictShelf(
    ConfinedRoot root, StageDirectory stage, NameMover mover, SafeFileHandle conflicts)
{
    private const int MaxNamesTried = 1_000;

    /// <summary>Takes an object there.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="row">The swap that it was in the way of, or that had taken it out.</param>
    /// <returns>Where it is kept, relative to the workspace.</returns>
    /// <exception cref="WorkspaceException">It cannot be moved; it is where it was.</exception>
    public string Keep(DirectoryEntryRef from, EntryKind kind, UndoRow row)
    {
        for (var n = 1; n <= MaxNamesTried; n++)
        {
            var name = string.Create(
                CultureInfo.InvariantCulture, $"{stage.UnclaimedName}-{row.Swap}{(n == 1 ? "" : $"-{n}")}");
            var to = new DirectoryEntryRef(conflicts, PathBytes.OfName(name));
            var errno = mover.PlaceInStage(from, to, kind);
            if (errno is Errno.Exists && HasBothNames(from, to, row))
                errno = root.Kernel.Unlink(from.At, from.Name);
            if (errno is Errno.Exists)
                continue;
            errno.OrThrow("set aside what is at", row.Path);
            return $"{ConfinedRoot.VaultName}/{VaultDirectory.ConflictsName}/{name}";
        }
        throw Errno.Exists.ToException("find a free name in the conflicts for", row.Path);
    }

    // Class C, when it died between its two calls: it is kept there already; only the old name is left to go.
    private bool HasBothNames(DirectoryEntryRef from, DirectoryEntryRef to, UndoRow row) =>
        mover.Look(from, row.Path) is { Kind: not EntryKind.Directory } found
        && mover.Look(to, row.Path).IsObject(found.Identity);
}
