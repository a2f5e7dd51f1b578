using System.Security.Cryptography;
using System.Text;

namespace Argo.Cli.Tests.Support;

/// <summary>
/// Every path of a tree with its kind, mode, link, mtime and bytes; apart from the code under test.
/// </summary>
internal static class TreeChecksum
{
    /// <summary>One line an entry, sorted: equal texts, equal trees.</summary>
    public static string Of(string root)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var entry in new DirectoryInfo(root).EnumerateFileSystemInfos("*", Everything))
        {
            var path = Path.GetRelativePath(root, entry.FullName);
            if (path == ".argo" || path.StartsWith(".argo/", StringComparison.Ordinal))
                continue;
            lines.Add($"{path} {What(entry)}");
        }

        return string.Join('\n', lines);
    }

    private static EnumerationOptions Everything => new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    private static string What(FileSystemInfo entry) => entry switch
    {
        { LinkTarget: { } target } => $"link {target}",
        FileInfo file =>
            $"file {Mode(file)} {file.LastWriteTimeUtc.Ticks} {Digest(file)}",
        _ => $"directory {Mode(entry)}",
    };

    private static string Digest(FileInfo file) =>
        Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)));

    private static string Mode(FileSystemInfo entry) => Convert.ToString((int)entry.UnixFileMode, 8);
}
