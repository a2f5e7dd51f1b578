using System.Text;
using System.Text.Unicode;
using Argo.Artifacts.Files;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>
/// Works out what a directory will hold: what is on the disk now, with what the earlier steps of the plan
/// change in it.
/// </summary>
internal sealed class ExpectedTreeReader(ConfinedRoot root, bool byIdentity)
{
    /// <summary>Everything that will be below a directory as planned so far.</summary>
    /// <exception cref="WorkspaceException">Something in it cannot be read, or changes meanwhile.</exception>
    public ExpectedTree Read(PlannedNode directory)
    {
        var marks = new Dictionary<string, TreeMark>(StringComparer.Ordinal);
        Add(directory, "", marks);
        return new ExpectedTree(marks, byIdentity);
    }

    private void Add(PlannedNode directory, string prefix, Dictionary<string, TreeMark> marks)
    {
        if (directory.DiskPath is { } path)
        {
            var walk = new TreeWalk(root.Kernel, root.RootStat.MountId, path);
            var entries = walk.Entries(root.OpenDirectory(path), skip: below => IsPlanned(directory, below));
            foreach (var entry in entries)
                marks[prefix + ExactPath.Of(entry.Path.Span)] = TreeMark.Of(entry.Stat, byIdentity);
        }
        AddPlanned(directory, prefix, marks);
    }

    private void AddPlanned(PlannedNode directory, string prefix, Dictionary<string, TreeMark> marks)
    {
        foreach (var (name, child) in directory.Names)
        {
            var path = prefix + ExactPath.Of(name);
            if (child is null)
                continue;
            if (IsInPlace(directory, name, child))
            {
                AddPlanned(child, path + "/", marks); // the walk has seen it
                continue;
            }
            marks[path] = TreeMark.Of(child.Stat, byIdentity);
            if (child.Stat.Kind is EntryKind.Directory)
                Add(child, path + "/", marks);
        }
    }

    // Whether the plan puts something else at this place of the disk, or takes away what is there.
    private static bool IsPlanned(PlannedNode directory, byte[] below)
    {
        if (directory.Names.Count == 0 || !Utf8.IsValid(below))
            return false; // a plan cannot name what is not UTF-8
        foreach (var name in Encoding.UTF8.GetString(below).Split('/'))
        {
            if (!directory.Names.TryGetValue(name, out var child))
                return false;
            if (child is null || !IsInPlace(directory, name, child))
                return true;
            directory = child;
        }
        return false;
    }

    private static bool IsInPlace(PlannedNode directory, string name, PlannedNode child) =>
        child is { StageEntry: null, DiskPath: { } path } && directory.DiskPath is { } above
        && path == (above.Length == 0 ? name : $"{above}/{name}");
}
