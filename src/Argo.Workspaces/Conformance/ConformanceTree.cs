using System.Security.Cryptography;
using Argo.Artifacts.Files;

namespace Argo.Workspaces.Conformance;

/// <summary>All that is in a directory, but for Argo's own: kind, mode, bytes and times.</summary>
internal sealed class ConformanceTree
{
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private ConformanceTree()
    {
    }

    /// <summary>What is in a directory now.</summary>
    public static ConformanceTree Of(string root)
    {
        var tree = new ConformanceTree();
        foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos())
        {
            if (entry.Name != WorkspacePath.Vault)
                tree.Add(root, entry);
        }

        return tree;
    }

    /// <summary>The first difference, in words; null when there is none.</summary>
    /// <param name="now">The same directory later.</param>
    /// <param name="withTimes">Whether times must be the same too.</param>
    public string? Difference(ConformanceTree now, bool withTimes) => _entries.Keys.Union(now._entries.Keys)
        .Select(path => (Path: path, Before: Find(path, withTimes), After: now.Find(path, withTimes)))
        .Where(one => one.Before != one.After)
        .Select(one => $"'{one.Path}' was {Words(one.Before)}, and is {Words(one.After)}")
        .FirstOrDefault();

    /// <summary>The paths that differ, of which one that exists in both need not have the same
    /// times.</summary>
    public IEnumerable<string> Changed(ConformanceTree now) => _entries.Keys.Union(now._entries.Keys)
        .Where(path => Find(path, withTimes: false) != now.Find(path, withTimes: false));

    private void Add(string root, FileSystemInfo entry)
    {
        var path = Path.GetRelativePath(root, entry.FullName);
        if (entry.LinkTarget is { } target)
        {
            _entries[path] = new Entry($"a link to '{target}'", 0);
            return;
        }

        var mode = Convert.ToString((int)entry.UnixFileMode, 8);
        if (entry is not DirectoryInfo directory)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(entry.FullName)));
            var words = $"a file of mode {mode} with the digest {digest}";
            _entries[path] = new Entry(words, entry.LastWriteTimeUtc.Ticks);
            return;
        }

        _entries[path] = new Entry($"a directory of mode {mode}", entry.LastWriteTimeUtc.Ticks);
        foreach (var below in directory.EnumerateFileSystemInfos())
            Add(root, below);
    }

    private Entry? Find(string path, bool withTimes) => _entries.GetValueOrDefault(path) is { } entry
        ? entry with { Ticks = withTimes ? entry.Ticks : 0 }
        : null;

    private static string Words(Entry? entry) => entry is null ? "not there" : entry.ToString();

    private sealed record Entry(string What, long Ticks)
    {
        public override string ToString() => Ticks == 0 ? What : $"{What}, changed at {Ticks} ticks";
    }
}
