using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>
/// Which object each path will lead to when a step's turn comes; all steps are staged before the first acts.
/// </summary>
/// <remarks>
/// So a later step on the same path takes the earlier one's new object as its "before", and a file in a
/// directory
/// that the plan makes knows its parent. Renaming a directory moves one node. Not thread-safe.
/// </remarks>
internal sealed class PlannedTree(ConfinedRoot root)
{
    private readonly PlannedNode _root = new(root.RootStat) { DiskPath = "" };

    /// <summary>What a path will lead to; null for nothing.</summary>
    /// <exception cref="WorkspaceException">Refused: a link or a mount on the way.</exception>
    public PlannedNode? Look(string path)
    {
        var node = _root;
        for (var rest = path; rest.Length > 0;)
        {
            var slash = rest.IndexOf('/', StringComparison.Ordinal);
            var name = slash < 0 ? rest : rest[..slash];
            if (!node.Names.TryGetValue(name, out var changed))
                return node.DiskPath is { } above ? OnDisk(Join(above, rest)) : null;
            if (changed is null)
                return null;
            node = changed;
            rest = slash < 0 ? "" : rest[(slash + 1)..];
        }
        return node;
    }

    /// <summary>
    /// Where what has this path now will have been on the disk; null when no object of the disk has it.
    /// </summary>
    public SafeFileHandle? OpenOnDisk(PlannedNode node) => node.DiskPath is { } path
        ? root.TryOpen(root.Checked(path), path, OpenFor.Reference)
        : null;

    /// <summary>Lets a path lead to another object, or with null to nothing.</summary>
    public void Put(string path, PlannedNode? node)
    {
        var directory = _root;
        var parts = path.Split('/');
        foreach (var name in parts[..^1])
            directory = Enter(directory, name, path);
        directory.Names[parts[^1]] = node;
    }

    private PlannedNode Enter(PlannedNode directory, string name, string path)
    {
        if (!directory.Names.TryGetValue(name, out var child))
            child = directory.DiskPath is { } above ? OnDisk(Join(above, name)) : null;
        if (child is not { Stat.Kind: EntryKind.Directory })
            throw Errno.NotADirectory.ToException("change", path);
        return directory.Names[name] = child;
    }

    private PlannedNode? OnDisk(string diskPath) =>
        root.Stat(diskPath) is { } stat ? new PlannedNode(stat) { DiskPath = diskPath } : null;

    private static string Join(string above, string below) => above.Length == 0 ? below : $"{above}/{below}";
}
