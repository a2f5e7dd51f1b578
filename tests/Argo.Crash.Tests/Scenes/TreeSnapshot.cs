using System.Security.Cryptography;

namespace Argo.Crash.Tests.Scenes;

/// <summary>
/// A second opinion on a tree, by other code than Argo's: names, kinds, bytes, modes, link targets, mtimes.
/// </summary>
internal static class TreeSnapshot
{
    public static SortedDictionary<string, string> Of(string root)
    {
        var shape = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(root, path);
            if (name != ".argo" && !name.StartsWith(".argo/", StringComparison.Ordinal))
                shape.Add(name, Describe(path));
        }
        return shape;
    }

    /// <summary>What differs; a file's mtime only where both have one.</summary>
    public static List<string> Differences(
        SortedDictionary<string, string> wanted, SortedDictionary<string, string> found, bool withTimes)
    {
        string Seen(string? text) => text is null ? "nothing" : withTimes ? text : text.Split(" at ")[0];
        return [.. wanted.Keys.Union(found.Keys)
            .Select(name => (
                Name: name,
                Wanted: Seen(wanted.GetValueOrDefault(name)),
                Found: Seen(found.GetValueOrDefault(name))))
            .Where(pair => pair.Wanted != pair.Found)
            .Select(pair => $"{pair.Name}: wanted {pair.Wanted}, found {pair.Found}")];
    }

    private static string Describe(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is { } target)
            return $"link to {target}";
        var mode = Convert.ToString((int)File.GetUnixFileMode(path), 8);
        if (Directory.Exists(path))
            return $"directory {mode}";
        var digest = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
        return $"file {mode} {digest} at {info.LastWriteTimeUtc.Ticks}";
    }
}
