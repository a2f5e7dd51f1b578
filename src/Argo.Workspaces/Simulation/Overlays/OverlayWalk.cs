using System.Text;
using System.Text.Unicode;
using Argo.Artifacts.Files;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>
/// Lists what is below a node: the plan's own entries, and those of the disk that show through.
/// </summary>
internal sealed class OverlayWalk(DiskObservations book, Func<OverlayNode?, VirtualEntry> describe)
{
    private readonly List<VirtualBelow> _found = [];

    /// <summary>Everything below, sorted by the bytes of the path.</summary>
    public IReadOnlyList<VirtualBelow> Below(OverlayNode node)
    {
        Add(node, []);
        _found.Sort((a, b) => a.PathBytes.Span.SequenceCompareTo(b.PathBytes.Span));
        return _found;
    }

    private void Add(OverlayNode node, byte[] prefix)
    {
        switch (node)
        {
            case OverlayNode.Real real when book.See(real.Path)?.Kind == EntryKind.Directory:
                AddDisk(real.Path, prefix, []);
                break;
            case OverlayNode.Directory directory:
                if (directory.Origin is { } origin)
                    AddDisk(origin, prefix, [.. directory.Names.Keys]);
                AddNames(directory, prefix);
                break;
        }
    }

    private void AddDisk(string origin, byte[] prefix, HashSet<string> hidden)
    {
        foreach (var seen in book.Below(origin))
        {
            if (hidden.Count > 0 && hidden.Contains(FirstName(seen.PathBytes.Span)))
                continue;
            byte[] path = [.. prefix, .. seen.PathBytes.Span];
            var real = RelativePath.Join(origin, seen.Path ?? "");
            _found.Add(new VirtualBelow(path, VirtualEntry.Of(seen.Stat, real, null)));
        }
    }

    private void AddNames(OverlayNode.Directory directory, byte[] prefix)
    {
        foreach (var (name, node) in directory.Names)
        {
            if (node is null || describe(node) is { IsAbsent: true })
                continue;
            byte[] path = [.. prefix, .. Encoding.UTF8.GetBytes(name)];
            _found.Add(new VirtualBelow(path, describe(node)));
            Add(node, [.. path, (byte)'/']);
        }
    }

    // A name that is not UTF-8 can be no target, so none of those that the plan has changed.
    private static string FirstName(ReadOnlySpan<byte> path)
    {
        var slash = path.IndexOf((byte)'/');
        var name = slash < 0 ? path : path[..slash];
        return Utf8.IsValid(name) ? Encoding.UTF8.GetString(name) : "";
    }
}
