using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Argo.Artifacts.Files;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.TreeManifests;

/// <summary>Everything below a directory, so that two trees can be proven equal.</summary>
/// <remarks>
/// Equal means: same paths, kinds, bytes, modes, owners, extended attributes, link targets, hard-link
/// structure and
/// file mtimes; not atime, ctime or a directory's mtime; <c>.argo</c> at the top is left out.
/// </remarks>
public sealed class TreeManifest : IEquatable<TreeManifest>
{
    private TreeManifest(ImmutableArray<TreeManifestEntry> entries)
    {
        Entries = entries;
        Digest = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entries)));
    }

    /// <summary>The entries, sorted by their path's bytes, parents before what is in them.</summary>
    public ImmutableArray<TreeManifestEntry> Entries { get; }

    /// <summary>SHA-256 over all entries, lower-case hex: equal digests, equal trees.</summary>
    public string Digest { get; }

    /// <summary>Reads a whole tree; files are read to their end, nothing is written.</summary>
    /// <param name="absolutePath">The directory.</param>
    /// <exception cref="WorkspaceException">Something cannot be read, or changes meanwhile.</exception>
    public static TreeManifest Capture(string absolutePath)
    {
        using var root = ConfinedRoot.Open(absolutePath);
        return new([.. new ManifestReader(root).Read("")]);
    }

    /// <summary>What differs, one sentence a difference; empty when the trees are equal.</summary>
    public ImmutableArray<string> Diff(TreeManifest now)
    {
        var (before, after) = (ByPath(), now.ByPath());
        return
        [
            .. before.Values.Where(e => !after.ContainsKey(e.PathBase64)).Select(e => $"{e.Path}: gone"),
            .. after.Values.Where(e => !before.ContainsKey(e.PathBase64)).Select(e => $"{e.Path}: new"),
            .. before.Values
                .Where(e => after.ContainsKey(e.PathBase64))
                .SelectMany(e => e.Differences(after[e.PathBase64])),
        ];
    }

    /// <summary>Whether both trees are equal.</summary>
    public bool Equals(TreeManifest? other) => other is not null && Digest == other.Digest;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TreeManifest);

    /// <inheritdoc/>
    public override int GetHashCode() => Digest.GetHashCode(StringComparison.Ordinal);

    private Dictionary<string, TreeManifestEntry> ByPath() => Entries.ToDictionary(e => e.PathBase64);
}
