using Argo.Artifacts;
using Argo.Workspaces.Handles;

namespace Argo.Workspaces.Staging;

/// <summary>
/// P1: what a swap needs of the objects that it touches; each refusal names the path and the remedy.
/// </summary>
internal sealed class TargetRules(ConfinedRoot root)
{
    private readonly HashSet<string> _changeable = [];

    /// <summary>The directory that holds a path, in which this user must be able to change names.</summary>
    public PlannedNode NeedDirectory(PlannedTree tree, string path)
    {
        var parent = RelativeParts.ParentOf(path);
        if (tree.Look(parent) is not { Stat.Kind: EntryKind.Directory } directory)
            throw Missing(
                path, $"its directory '{parent}' is not there", "Make the directory in an earlier step");
        if (directory.DiskPath is { } onDisk && !_changeable.Contains(onDisk)
            && !root.MayChangeNamesIn(onDisk))
        {
            throw new WorkspaceException(
                WorkspaceFault.Io,
                $"'{path}' cannot be changed: this user may not add or remove names in '{Shown(parent)}'. "
                + "Give the user that runs Argo the right, or take the immutable mark off.",
                path);
        }
        if (directory.DiskPath is not null)
            _changeable.Add(directory.DiskPath);
        return directory;
    }

    /// <summary>Something that may be taken out of the tree; with all that is below it.</summary>
    public static void NeedMovable(PlannedTree tree, PlannedNode? node, string path, EntryKind? kind)
    {
        if (node is null)
            throw Missing(path, "nothing is there", "Make a new dry run");
        if (kind is { } expected && node.Stat.Kind != expected)
            throw Conflict(path, $"is a {Word(node.Stat.Kind)}, and the plan means a {Word(expected)}");
        NeedPlain(node, path);
        if (node.Stat.Kind is EntryKind.Directory && tree.OpenOnDisk(node) is { } handle)
        {
            using (handle)
                MountTable.RefuseMountsBelow(handle, path);
        }
    }

    /// <summary>Something whose mode may be changed in place: an undo can find it by this one name.</summary>
    public void NeedChangeableInPlace(PlannedNode? node, string path)
    {
        if (node is null)
            throw Missing(path, "nothing is there", "Make a new dry run");
        NeedPlain(node, path);
        if (node.Stat.Kind is EntryKind.Symlink)
            throw Refuse(path, "is a symbolic link, which has no mode of its own", "Name the file itself");
        if (node.Stat.Kind is EntryKind.File && node.Stat.Links > 1)
            throw Refuse(
                path, $"has {node.Stat.Links} names, some perhaps outside", "Break the hard link first");
        var user = root.Kernel.EffectiveUser;
        if (user != 0 && user != node.Stat.Uid)
            throw Refuse(path, $"belongs to user {node.Stat.Uid}", "Run Argo as its owner");
    }

    /// <summary>A regular file.</summary>
    public static void NeedFile(PlannedNode node, string path)
    {
        NeedPlain(node, path);
        if (node.Stat.Kind is not EntryKind.File)
            throw Refuse(
                path, $"is a {Word(node.Stat.Kind)}, and only a file can be overwritten", "Delete it first");
    }

    /// <summary>Nothing at all.</summary>
    public static void NeedFree(PlannedNode? node, string path)
    {
        if (node is not null)
            throw Conflict(path, "is taken already");
    }

    /// <summary>A new path that does not lie below the old one.</summary>
    public static void NeedOutside(string path, string destination)
    {
        if (destination == path || destination.StartsWith(path + "/", StringComparison.Ordinal))
            throw Refuse(path, "cannot be moved into itself", "Choose another destination");
    }

    private static void NeedPlain(PlannedNode node, string path)
    {
        if (node.Stat.Kind is EntryKind.Other)
            throw Refuse(path, "is a FIFO, socket or device", "Leave it out of the plan");
        if (node.Stat.IsPinned)
            throw Refuse(path, "is marked immutable or append-only", "Take the mark off with chattr -i -a");
    }

    private static string Word(EntryKind kind) => kind switch
    {
        EntryKind.File => "file",
        EntryKind.Directory => "directory",
        EntryKind.Symlink => "symbolic link",
        _ => "special file",
    };

    private static string Shown(string path) => path.Length == 0 ? "." : path;

    private static WorkspaceException Refuse(string path, string why, string remedy) =>
        new(WorkspaceFault.Refused, $"'{Shown(path)}' {why}. {remedy}.", path);

    private static WorkspaceException Missing(string path, string why, string remedy) =>
        new(WorkspaceFault.NotFound, $"'{path}' cannot be changed: {why}. {remedy}.", path);

    private static WorkspaceException Conflict(string path, string why) =>
        new(WorkspaceFault.Conflict,
            $"'{path}' {why}. Something changed it since; make a new dry run.", path);
}
