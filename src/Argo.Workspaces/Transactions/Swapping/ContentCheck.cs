using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Staging;

namespace Argo.Workspaces.Transactions.Swapping;

/// <summary>Compares what is in a directory with what it held when it was staged.</summary>
internal sealed class ContentCheck(ConfinedRoot root)
{
    /// <summary>How a directory's content differs, in words; null when it does not.</summary>
    /// <exception cref="WorkspaceException">It cannot be read, or changes meanwhile.</exception>
    public string? Difference(ExpectedTree expected, DirectoryEntryRef directory, string shown) =>
        expected.Difference(Below(directory, shown));

    /// <summary>How what is at a path differs from what must be there, in words; null when it does
    /// not.</summary>
    /// <exception cref="WorkspaceException">It cannot be read, or changes meanwhile.</exception>
    public string? Difference(ExpectedObject expected)
    {
        var found = root.Stat(expected.Path);
        if (found is null || !found.IsStill(expected.Identity))
            return $"it is {found.InWords()} now";
        return expected.Tree is { } tree
            ? Difference(tree, new DirectoryEntryRef(root.Handle, root.Checked(expected.Path)), expected.Path)
            : null;
    }

    /// <summary>Everything below a directory.</summary>
    /// <exception cref="WorkspaceException">It cannot be read, or changes meanwhile.</exception>
    public IEnumerable<TreeEntry> Below(DirectoryEntryRef directory, string shown)
    {
        root.Kernel.Open(directory.At, directory.Name, OpenFor.DirectoryReference, out var handle)
            .OrThrow("open", shown);
        return new TreeWalk(root.Kernel, root.RootStat.MountId, shown).Entries(handle);
    }
}
