using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Copies;

/// <summary>An execution's stage in a copy of its workspace, to look at only.</summary>
internal sealed class CopiedStage(ConfinedRoot root, string executionId)
{
    private readonly string? _name = WorkspaceInspection.Look(root.RootPath).Stages
        .Select(name => (Name: name, Epoch: ExecutionName.EpochOf(name, executionId)))
        .Where(one => one.Epoch is not null).OrderByDescending(one => one.Epoch)
        .Select(one => one.Name).FirstOrDefault();

    /// <summary>What an entry is; null where there is none, or no stage.</summary>
    public EntryStat? Stat(string entry)
    {
        if (_name is null)
            return null;
        var errno = root.Kernel.Open(root.Handle, PathOf(entry), OpenFor.Reference, out var handle);
        if (errno is Errno.NotFound)
            return null;
        errno.OrThrow("open", entry);
        using (handle)
        {
            root.Kernel.Stat(handle, PathBytes.Itself, out var stat).OrThrow("look at", entry);
            return stat;
        }
    }

    /// <summary>The digest of an entry that is a file of this length.</summary>
    /// <exception cref="WorkspaceException">It cannot be read.</exception>
    public string DigestOf(string entry, long length)
    {
        root.Kernel.Open(root.Handle, PathOf(entry), OpenFor.Reference, out var handle)
            .OrThrow("open", entry);
        using (handle)
            return FileDigest.Of(root.Kernel, handle, length, entry);
    }

    private PathBytes PathOf(string entry) =>
        PathBytes.Of($"{ConfinedRoot.VaultName}/{VaultDirectory.ExecutionsName}/{_name}/{entry}");
}
