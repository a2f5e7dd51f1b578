using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Vault;

/// <summary>What an execution has in a workspace's vault.</summary>
/// <param name="Name">Its directory in <c>.argo/x</c>.</param>
/// <param name="Epoch">The claim that it is named after; 0 for none.</param>
/// <param name="Originals">Its entries that are objects which the dry run saw in the tree.</param>
public sealed record StageTraces(string Name, int Epoch, ImmutableArray<string> Originals)
{
    /// <summary>Looks; takes no lock and changes nothing.</summary>
    /// <param name="rootPath">The workspace's root, absolute.</param>
    /// <param name="executionId">The execution.</param>
    /// <param name="witness">What its dry run saw.</param>
    /// <returns>Null where there is no stage of it.</returns>
    /// <exception cref="WorkspaceException">The workspace or its vault cannot be read.</exception>
    public static StageTraces? Look(string rootPath, string executionId, IEnumerable<WitnessEntry> witness)
    {
        using var root = ConfinedRoot.Open(rootPath);
        if (!TryOpen(root, root.Handle, ConfinedRoot.VaultName, out var vault))
            return null;
        using (vault)
        {
            if (!TryOpen(root, vault, VaultDirectory.ExecutionsName, out var stages))
                return null;
            using (stages)
                return Look(root, stages, executionId, [.. witness.Select(seen => seen.Identity)
                    .OfType<FileIdentity>()]);
        }
    }

    private static StageTraces? Look(
        ConfinedRoot root, SafeFileHandle stages, string executionId, FileIdentity[] seen)
    {
        root.Kernel.ReadNames(stages, out var names).OrThrow("list", ".argo/x");
        var own = names.Select(bytes => PathBytes.Text(bytes))
            .Select(name => (Name: name, Epoch: ExecutionName.EpochOf(name, executionId)))
            .Where(stage => stage.Epoch is not null)
            .OrderByDescending(stage => stage.Epoch)
            .FirstOrDefault();
        if (own is not { Name: { } found, Epoch: { } epoch } || !TryOpen(root, stages, found, out var stage))
            return null;
        using (stage)
            return new StageTraces(found, epoch, OriginalsIn(root.Kernel, stage, found, seen));
    }

    /// <summary>Only what is named by a swap's number: second names of originals are there before.</summary>
    private static ImmutableArray<string> OriginalsIn(
        IKernel kernel, SafeFileHandle stage, string name, FileIdentity[] seen)
    {
        kernel.ReadNames(stage, out var entries).OrThrow("list", $".argo/x/{name}");
        var seenByInode = seen.ToLookup(identity => identity.Inode);
        return
        [
            .. entries.Select(bytes => PathBytes.Text(bytes))
                .Where(entry => entry.All(char.IsAsciiDigit)
                    && IdentityOf(kernel, stage, name, entry) is { } found
                    && seenByInode[found.Inode].Any(identity => identity.IsSameObject(found)))
                .Order(StringComparer.Ordinal)
                .Select(entry => $".argo/x/{name}/{entry}"),
        ];
    }

    private static FileIdentity? IdentityOf(IKernel kernel, SafeFileHandle stage, string name, string entry)
    {
        var errno = kernel.Stat(stage, PathBytes.OfName(entry), out var stat);
        if (errno is Errno.NotFound)
            return null;
        errno.OrThrow("look at", $".argo/x/{name}/{entry}");
        return stat.Identity;
    }

    private static bool TryOpen(
        ConfinedRoot root, SafeFileHandle at, string name, out SafeFileHandle handle)
    {
        var errno = root.Kernel.Open(at, PathBytes.OfName(name), OpenFor.Directory, out handle);
        if (errno is Errno.NotFound)
            return false;
        errno.OrThrow("open", name);
        return true;
    }
}
