using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions;

/// <summary>Which executions still have a stage in a workspace.</summary>
public static class LeftStages
{
    /// <summary>Looks into the vault; takes no lock and changes nothing.</summary>
    /// <param name="rootPath">The workspace's root, absolute.</param>
    /// <param name="executionIds">The executions to look for.</param>
    /// <returns>Those that have one; none where the workspace or its vault cannot be read.</returns>
    public static IReadOnlyList<string> Find(string rootPath, IEnumerable<string> executionIds)
    {
        try
        {
            using var root = ConfinedRoot.Open(rootPath);
            var names = NamesIn(root);
            return [.. executionIds.Where(id => names.Any(name =>
                ExecutionName.EpochOf(name, id) is not null))];
        }
        catch (WorkspaceException)
        {
            return []; // not there or not ours: there is nothing to collect
        }
    }

    private static List<string> NamesIn(ConfinedRoot root)
    {
        var name = PathBytes.OfName(ConfinedRoot.VaultName);
        root.Kernel.Open(root.Handle, name, OpenFor.DirectoryReference, out var vault)
            .OrThrow("open", ConfinedRoot.VaultName);
        using (vault)
        {
            root.Kernel.Open(
                vault, PathBytes.OfName(VaultDirectory.ExecutionsName), OpenFor.Directory, out var stages)
                .OrThrow("open", $"{ConfinedRoot.VaultName}/{VaultDirectory.ExecutionsName}");
            using (stages)
            {
                root.Kernel.ReadNames(stages, out var names).OrThrow("list", ".argo/x");
                return [.. names.Select(bytes => PathBytes.Text(bytes))];
            }
        }
    }
}
