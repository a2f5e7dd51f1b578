using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Staging;

namespace Argo.Workspaces.Transactions.Swapping;

/// <summary>
/// P1: what a swap needs of the objects that it touches; each refusal names the path and the remedy.
/// </summary>
internal sealed class TargetRules(ConfinedRoot root)
{
    private readonly AccessRules _access = new(root.Credentials);
    private readonly Dictionary<string, bool> _changeable = new(StringComparer.Ordinal);

    /// <summary>
    /// The directory that holds a path, in which a change of names must be allowed to this user.
    /// </summary>
    public PlannedNode NeedDirectory(PlannedTree tree, string path, bool changesNames)
    {
        var parent = RelativeParts.ParentOf(path);
        if (tree.Look(parent) is not { Stat.Kind: EntryKind.Directory } directory)
            throw Missing(
                path, $"its directory '{parent}' is not there", "Make the directory in an earlier step");
        var shown = parent.Length == 0 ? "the workspace's root" : $"the directory '{parent}'";
        if (changesNames)
            Need(_access.WhyNotNamesIn(Rights(tree, directory), shown, MayChangeNamesIn), path);
        return directory;
    }

    /// <summary>Something that may be taken out of the tree; with all that is below it.</summary>
    public void NeedMovable(
        PlannedTree tree, PlannedNode? node, string path, EntryKind? kind, bool isMoved)
    {
        if (node is null)
            throw Missing(path, "nothing is there", "Make a new dry run");
        if (kind is { } expected && node.Stat.Kind != expected)
            throw Conflict(path, $"is a {Word(node.Stat.Kind)}, and the plan means a {Word(expected)}");
        NeedPlain(node, path);
        NeedTaken(tree, node, path);
        Need(_access.WhyNotCompared(Rights(tree, node), $"'{path}'"), path);
        if (isMoved)
            Need(_access.WhyNotMoved(Rights(tree, node), $"'{path}'", MayChangeNamesIn), path);
        if (node.Stat.Kind is EntryKind.Directory && tree.OpenOnDisk(node) is { } handle)
        {
            using (handle)
                MountTable.RefuseMountsBelow(handle, path);
        }
    }

    /// <summary>Something whose mode may be changed in place: an undo can find it by this one name.</summary>
    public void NeedChangeableInPlace(PlannedTree tree, PlannedNode? node, string path, int mode)
    {
        if (node is null)
            throw Missing(path, "nothing is there", "Make a new dry run");
        NeedPlain(node, path);
        if (node.Stat.Kind is EntryKind.Symlink)
            throw Refuse(path, "is a symbolic link, which has no mode of its own", "Name the file itself");
        if (node.Stat.Kind is EntryKind.File && node.Stat.Links > 1)
            throw Refuse(
                path, $"has {node.Stat.Links} names, some perhaps outside", "Break the hard link first");
        Need(_access.WhyNotMode(Rights(tree, node), mode, $"'{path}'"), path);
    }

    /// <summary>A regular file, whose owner and group a new version can keep.</summary>
    public void NeedReplaceable(PlannedTree tree, PlannedNode node, string path)
    {
        NeedPlain(node, path);
        if (node.Stat.Kind is not EntryKind.File)
            throw Refuse(
                path, $"is a {Word(node.Stat.Kind)}, and only a file can be overwritten", "Delete it first");
        NeedTaken(tree, node, path);
        Need(_access.WhyNotReplaced(Rights(tree, node), $"'{path}'"), path);
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

    private void NeedTaken(PlannedTree tree, PlannedNode node, string path)
    {
        if (tree.Look(RelativeParts.ParentOf(path)) is { } directory)
            Need(_access.WhyNotTaken(Rights(tree, directory), Rights(tree, node), $"'{path}'"), path);
    }

    private ObjectRights Rights(PlannedTree tree, PlannedNode node)
    {
        if (!node.HasPlannedMode) // what the plan makes is this user's own, whatever its list
            return ObjectRights.Of(node.Stat, null) with { DiskPath = node.DiskPath };
        using var handle = tree.OpenOnDisk(node);
        var list = handle is null ? null : root.Kernel.Acl(handle, PosixAcl.AccessAttribute);
        return ObjectRights.Of(node.Stat, list);
    }

    private bool MayChangeNamesIn(string onDisk)
    {
        if (!_changeable.TryGetValue(onDisk, out var may))
            _changeable[onDisk] = may = root.MayChangeNamesIn(onDisk);
        return may;
    }

    private static void Need(string? reason, string path)
    {
        if (reason is not null)
            throw new WorkspaceException(
                WorkspaceFault.Io, $"'{Shown(path)}' cannot be changed: {reason}.", path);
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
