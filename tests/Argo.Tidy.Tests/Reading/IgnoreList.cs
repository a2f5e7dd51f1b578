using static System.StringComparison;

namespace Argo.Tidy.Tests.Reading;

/// <summary>What a <c>.gitignore</c> of plain lines (<c>folder/</c>, <c>*.suffix</c>) leaves out.</summary>
internal sealed class IgnoreList
{
    private readonly HashSet<string> _folders;
    private readonly string[] _suffixes;

    public IgnoreList(string path)
    {
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        _folders = [".git", .. lines.Where(line => line.EndsWith('/')).Select(line => line.Trim('/'))];
        _suffixes = [.. lines.Where(line => line.StartsWith('*')).Select(line => line[1..])];
    }

    /// <summary>Git's own entry is a file in a linked worktree. Links are not followed.</summary>
    public bool Names(FileSystemInfo entry) => entry is DirectoryInfo
        ? _folders.Contains(entry.Name) || entry.LinkTarget is not null
        : entry.Name == ".git" || Array.Exists(_suffixes, end => entry.Name.EndsWith(end, Ordinal));
}
