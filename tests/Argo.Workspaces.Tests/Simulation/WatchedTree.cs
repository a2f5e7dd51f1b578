using Argo.Workspaces.Access;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Tests.Simulation;

/// <summary>
/// A real tree that counts what is read, and can be made to look full, locked or partly elsewhere.
/// </summary>
internal sealed class WatchedTree(string root) : IRealTree, IDisposable
{
    private readonly ConfinedRoot _inner = ConfinedRoot.Open(root);

    public List<string> Opened { get; } = [];

    public (long Bytes, long Inodes)? Free { get; init; }

    public string? LockedDirectory { get; init; }

    public string? OnAnotherMount { get; init; }

    /// <summary>Runs when a path is opened, to change the tree under the reader.</summary>
    public Action<string>? WhenOpened { get; set; }

    public string RootPath => _inner.RootPath;

    /// <summary>As whom it is seen; null for whoever runs the test.</summary>
    public Credentials? Who { get; init; }

    public Credentials Credentials => Who ?? _inner.Credentials;

    public int LongestName { get; init; } = 255;

    public PosixAcl? Acl(string path, string attribute) => _inner.Acl(path, attribute);

    public string? UnreadableAttribute(string path) => _inner.UnreadableAttribute(path);

    public string? WhyNoVault() => _inner.WhyNoVault();

    public EntryStat? Stat(string path) =>
        _inner.Stat(path) is { } stat && path == OnAnotherMount
            ? stat with { MountId = stat.MountId + 1 } : _inner.Stat(path);

    public Stream OpenRead(string path)
    {
        Opened.Add(path);
        WhenOpened?.Invoke(path);
        return _inner.OpenRead(path);
    }

    public IEnumerable<TreeEntry> Walk(string directory) => _inner.Walk(directory);

    public Stream OpenRead(string directory, ReadOnlyMemory<byte> entryPath)
    {
        Opened.Add($"{directory}/{PathBytes.Text(entryPath.Span)}");
        return _inner.OpenRead(directory, entryPath);
    }

    public (long Bytes, long Inodes) FreeSpace() => Free ?? _inner.FreeSpace();

    public bool MayChangeNamesIn(string directory) => directory != LockedDirectory
        && _inner.MayChangeNamesIn(directory);

    public bool LosesDirectories { get; init; }

    public IReadOnlyDictionary<InodeKey, string> FindWriters(IReadOnlySet<InodeKey> objects) =>
        _inner.FindWriters(objects);

    public void Dispose() => _inner.Dispose();
}
