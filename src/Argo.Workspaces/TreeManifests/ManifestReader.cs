using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.TreeManifests;

/// <summary>Reads what a <see cref="TreeManifest"/> or a directory's fingerprint is made of.</summary>
internal sealed class ManifestReader(ConfinedRoot root)
{
    /// <summary>
    /// What is at a path: a file with its digest, where this user may read it; a directory without what is
    /// below.
    /// </summary>
    /// <exception cref="WorkspaceException">It cannot be read.</exception>
    public Fingerprint FingerprintAt(string path)
    {
        if (root.TryOpen(root.Checked(path), path, OpenFor.Reference) is not { } reference)
            return Fingerprint.Absent;
        using (reference)
        {
            root.Kernel.StatFully(reference, PathBytes.Itself, out var stat).OrThrow("look at", path);
            if (stat.Kind is not EntryKind.File)
                return Describe(stat);
            try
            {
                var digest = FileDigest.Of(root.Kernel, reference, stat.Identity.Size, path);
                return Describe(stat) with { Sha256 = digest };
            }
            catch (WorkspaceException) when (root.IsUnreadable(path, stat))
            {
                return Describe(stat);
            }
        }
    }

    /// <summary>
    /// A directory with the digest of everything below it, as witnesses and verification compare it.
    /// </summary>
    /// <exception cref="WorkspaceException">It cannot be read, or changes meanwhile.</exception>
    public Fingerprint FingerprintOf(string directory)
    {
        var stat = root.Stat(directory) ?? throw Errno.NotFound.ToException("look at", directory);
        var entries = root.Walk(directory).Select(e => (e.Path, Describe(directory, e)));
        var (digest, count) = ManifestDigest.Of(entries);
        return Describe(stat) with { ManifestDigest = digest, ManifestEntries = count };
    }

    /// <summary>What an entry is, with a file's digest but without anything below a directory.</summary>
    public Fingerprint Describe(string directory, TreeEntry entry)
    {
        var plain = Describe(entry.Stat);
        if (entry.Stat.Kind is not EntryKind.File)
            return plain;
        using var bytes = root.OpenRead(directory, entry.Path);
        return plain with { Sha256 = FileDigest.Of(bytes) };
    }

    /// <summary>What statx alone says.</summary>
    public static Fingerprint Describe(EntryStat stat) => new()
    {
        Kind = stat.Kind,
        Size = stat.Kind is EntryKind.File ? stat.Identity.Size : null,
        Mode = stat.Kind is EntryKind.Symlink ? null : stat.OctalMode,
        LinkTarget = stat.LinkTarget,
    };

    /// <summary>Everything below a directory.</summary>
    public IEnumerable<TreeManifestEntry> Read(string directory)
    {
        var firstNames = new Dictionary<(ulong Device, ulong Inode), string>();
        foreach (var entry in root.Walk(directory))
        {
            var path = PathBytes.Text(entry.Path.Span);
            var (key, kind) = ((entry.Stat.Device, entry.Stat.Identity.Inode), entry.Stat.Kind);
            var shared = kind is not EntryKind.Directory
                && entry.Stat.Links > 1
                && !firstNames.TryAdd(key, path);
            yield return new TreeManifestEntry
            {
                Path = path,
                PathBase64 = Convert.ToBase64String(entry.Path.Span),
                Fingerprint = Describe(directory, entry),
                Uid = entry.Stat.Uid,
                Gid = entry.Stat.Gid,
                MtimeNs = kind is EntryKind.Directory ? null : entry.Stat.Identity.MtimeNs,
                Attributes = AttributesOf(directory, entry, path),
                SameFileAs = shared ? firstNames[key] : null,
            };
        }
    }

    private string AttributesOf(string directory, TreeEntry entry, string shown)
    {
        using var start = root.OpenDirectory(directory);
        root.Kernel.OpenDeep(start, PathBytes.OfEntry(entry.Path.Span), OpenFor.Reference, out var handle)
            .OrThrow("open", shown);
        using (handle)
        {
            root.Kernel.ListAttributes(handle, out var names).OrThrow("list the attributes of", shown);
            return string.Join(' ', names.Select(ValueOf).Order(StringComparer.Ordinal));
        }

        string ValueOf(byte[] name)
        {
            root.Kernel.GetAttribute(handle, name, out var value).OrThrow("read an attribute of", shown);
            return $"{PathBytes.Text(name)}={Convert.ToHexStringLower(value)}";
        }
    }
}
