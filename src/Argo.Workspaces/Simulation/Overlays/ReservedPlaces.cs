using Argo.Artifacts.Files;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>
/// What a plan must never act on, although it lies in the workspace: Argo's data directory, whose keys and
/// store every undo needs, and the vaults of workspaces further down, which hold what their undos need.
/// </summary>
/// <remarks>The workspace's own vault is refused with the path itself.</remarks>
/// <param name="disk">The workspace.</param>
/// <param name="directories">Absolute paths of the directories that are Argo's own.</param>
internal sealed class ReservedPlaces(IRealTree disk, IEnumerable<string> directories)
{
    private readonly string[] _reserved =
        [.. directories.Select(one => RelativeTo(disk.RootPath, one)).OfType<string>()];

    /// <summary>Refuses a path in such a place; paths above one may be used.</summary>
    /// <exception cref="WorkspaceException">Refused.</exception>
    public void NeedOutside(string path)
    {
        if (Array.Exists(_reserved, own => IsAtOrBelow(path, own)))
            throw Refused(
                path, "is in Argo's own data directory, without whose keys and store nothing can be "
                + "undone or proved");
        for (var at = path.IndexOf(Nested, StringComparison.Ordinal); at >= 0;
            at = path.IndexOf(Nested, at + 1, StringComparison.Ordinal))
        {
            var end = at + Nested.Length;
            if ((end == path.Length || path[end] == '/') && IsVault(path[..end]))
                throw Refused(path, $"is in {Quote(path[..end])}, the vault of another workspace");
        }
    }

    /// <summary>Refuses to take a directory whole in which such a place is needed.</summary>
    /// <param name="directory">The directory that is deleted, moved or copied.</param>
    /// <param name="entry">A path below it, for a person.</param>
    /// <exception cref="WorkspaceException">Refused.</exception>
    public void NeedFree(string directory, string entry)
    {
        var path = $"{directory}/{entry}";
        if (_reserved.Contains(path))
            throw Refused(directory, $"holds {Quote(path)}, Argo's own data directory");
        var stages = path.LastIndexOf(Stages, StringComparison.Ordinal);
        if (stages > 0 && path.IndexOf('/', stages + Stages.Length) < 0
            && IsVault(path[..(stages + Nested.Length)]))
        {
            throw Refused(
                directory,
                $"holds the workspace {Quote(path[..stages])}, in which an execution has not ended or waits "
                + "for a person ('argo recover' there ends it)");
        }
    }

    private static string Nested => $"/{ConfinedRoot.VaultName}";

    private static string Stages => $"/{ConfinedRoot.VaultName}/{VaultDirectory.ExecutionsName}/";

    private bool IsVault(string path) =>
        disk.Stat($"{path}/{VaultDirectory.ExecutionsName}") is { Kind: EntryKind.Directory }
        && disk.Stat($"{path}/{VaultDirectory.LockName}") is { Kind: EntryKind.File };

    private static string? RelativeTo(string root, string directory)
    {
        var relative = Path.GetRelativePath(CanonicalPath.Of(root), CanonicalPath.Of(directory));
        return relative == "." || relative.StartsWith("..", StringComparison.Ordinal)
            || Path.IsPathRooted(relative) ? null : relative;
    }

    private static bool IsAtOrBelow(string path, string above) =>
        path == above || path.StartsWith(above + "/", StringComparison.Ordinal);

    private static WorkspaceException Refused(string path, string why) =>
        new(WorkspaceFault.Refused, $"{Quote(path)} {why}. Choose another path.", path);
}
