using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Staging;

namespace Argo.Workspaces.Transactions.Swapping;

/// <summary>
/// P1: what a swap needs of the objects that it touches. It asks the rules that the dry run has asked, of the
/// disk as it is by now; each refusal names the path and the remedy.
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
            throw Conflict(path, $"is {StepWording.Of(Entry(node))} now, and was something else");
        NeedActedOn(node, path);
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
        NeedActedOn(node, path);
        Refuse(ObjectRules.WhyNoMode(path, Entry(node)), path);
        Refuse(ObjectRules.WhyNotOneName(path, Entry(node)), path);
        Need(_access.WhyNotMode(Rights(tree, node), mode, $"'{path}'"), path);
    }

    /// <summary>A regular file, whose owner and group a new version can keep.</summary>
    public void NeedReplaceable(PlannedTree tree, PlannedNode node, string path)
    {
        NeedActedOn(node, path);
        Refuse(ObjectRules.WhyNotFile(path, Entry(node)), path);
        NeedTaken(tree, node, path);
        Need(_access.WhyNotReplaced(Rights(tree, node), $"'{path}'"), path);
    }

    /// <summary>Nothing at all.</summary>
    public static void NeedFree(PlannedNode? node, string path)
    {
        if (node is not null)
            throw Conflict(path, $"is taken already by {StepWording.Of(Entry(node))}");
    }

    /// <summary>A new path that is neither the old one, nor in it, nor above it.</summary>
    public static void NeedOutside(string path, string destination) =>
        Refuse(ObjectRules.WhyNotApart(path, destination), path);

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

    private static void NeedActedOn(PlannedNode node, string path)
    {
        Refuse(ObjectRules.WhyNotActedOn(path, Entry(node)), path);
        Refuse(ObjectRules.WhyNotUnpinned(path, Entry(node)), path);
    }

    private static VirtualEntry Entry(PlannedNode node) =>
        VirtualEntry.Of(node.Stat, node.DiskPath ?? "", node.Stat.Mode);

    private static string Shown(string path) => path.Length == 0 ? "." : path;

    private static void Refuse(string? reason, string path)
    {
        if (reason is not null)
            throw new WorkspaceException(WorkspaceFault.Refused, $"{reason}.", path);
    }

    private static WorkspaceException Missing(string path, string why, string remedy) =>
        new(WorkspaceFault.NotFound, $"'{path}' cannot be changed: {why}. {remedy}.", path);

    private static WorkspaceException Conflict(string path, string why) =>
        new(WorkspaceFault.Conflict,
            $"'{path}' {why}. Something changed it since; make a new dry run.", path);
}
