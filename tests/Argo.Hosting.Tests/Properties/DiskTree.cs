using System.Security.Cryptography;
using Argo.Artifacts.Files;
using Argo.Artifacts.Results;
using Argo.Workspaces.Tests.Interpretation;

namespace Argo.Hosting.Tests.Properties;

/// <summary>
/// A tree as other code than Argo's sees it, held against a model and against what a result says.
/// </summary>
internal static class DiskTree
{
    /// <summary>What is different from a model; a mode counts where the model knows one.</summary>
    public static List<string> Differences(string root, ModelTree model)
    {
        var found = Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path)).Where(IsOfUsers).ToHashSet();
        return
        [
            .. found.Where(path => !model.Nodes.ContainsKey(path)).Select(path => $"'{path}' is there"),
            .. from wanted in model.Nodes
               let is_ = found.Contains(wanted.Key) ? Look(root, wanted.Key) : null
               where is_ is null || is_.Kind != wanted.Value.Kind || is_.Text != wanted.Value.Text
                   || wanted.Value.Mode is { } mode && is_.Mode != mode
               select $"'{wanted.Key}': wanted {wanted.Value}, found {is_}",
        ];
    }

    /// <summary>Where a snapshot does not say what is on the disk.</summary>
    public static List<string> Lies(string root, StateSnapshot snapshot) =>
    [
        .. from said in snapshot.Paths
           let found = Look(root, said.Key)
           where found.Kind != said.Value.Kind
               || said.Value.Mode is { } mode && mode != found.Mode
               || said.Value.Sha256 is { } digest && digest != Digest(found.Text)
           select $"'{said.Key}': it says {said.Value}, and there is {found}",
    ];

    /// <summary>Every text that is anywhere in a workspace, the vault included.</summary>
    public static IEnumerable<string> Texts(string root) =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(File.ReadAllText);

    private static bool IsOfUsers(string path) =>
        path != ".argo" && !path.StartsWith(".argo/", StringComparison.Ordinal);

    private static ModelTree.Node Look(string root, string path)
    {
        var at = Path.Combine(root, path);
        if (!Path.Exists(at))
            return new(EntryKind.Absent);
        var mode = $"0{Convert.ToString((int)File.GetUnixFileMode(at), 8).PadLeft(3, '0')}";
        return Directory.Exists(at) ? new(EntryKind.Directory, "", mode)
            : new(EntryKind.File, File.ReadAllText(at), mode);
    }

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
