using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Tests.Simulated.Disk;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>A tree as paths and what is at them: what the rung compares.</summary>
internal static class TreeState
{
    public const string Vault = ".argo";

    /// <summary>All but the vault.</summary>
    public static SortedDictionary<string, TreeNodeState> Of(Image image)
    {
        var found = new SortedDictionary<string, TreeNodeState>(StringComparer.Ordinal);
        Add(image, image.Root, "", found);
        return found;
    }

    /// <summary>The bytes of all files, those in the vault too.</summary>
    public static HashSet<string> Contents(Image image)
    {
        var found = new HashSet<string>();
        var waiting = new Stack<Node>([image.Root]);
        while (waiting.TryPop(out var node))
        {
            if (node.Kind is EntryKind.File)
                found.Add(Text(node.Bytes));
            foreach (var id in node.Names.Values)
                waiting.Push(image[id]);
        }
        return found;
    }

    /// <summary>Paths at which the trees differ.</summary>
    public static List<string> Differences(
        SortedDictionary<string, TreeNodeState> wanted,
        SortedDictionary<string, TreeNodeState> found,
        Func<TreeNodeState?, TreeNodeState?> seen) =>
    [
        .. wanted.Keys.Union(found.Keys).Where(path =>
            !Equals(seen(wanted.GetValueOrDefault(path)), seen(found.GetValueOrDefault(path)))),
    ];

    public static string Text(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private static void Add(
        Image image, Node directory, string prefix, SortedDictionary<string, TreeNodeState> found)
    {
        foreach (var (name, id) in directory.Names)
        {
            if (directory == image.Root && name == Vault)
                continue;
            var node = image[id];
            found.Add(prefix + name, ShapeOf(node));
            Add(image, node, $"{prefix}{name}/", found);
        }
    }

    private static TreeNodeState ShapeOf(Node node) => new(
        node.Kind,
        node.Mode,
        node.Uid,
        node.Gid,
        Text(node.Bytes),
        string.Join(' ', node.Attributes.Select(pair => $"{pair.Key}={Text(pair.Value)}")))
    {
        MtimeNs = node.Kind is EntryKind.Directory ? 0 : node.MtimeNs,
        Inode = node.Kind is EntryKind.Directory ? 0 : node.Id,
        IsShared = node.Kind is not EntryKind.Directory && node.Links > 1,
    };
}
