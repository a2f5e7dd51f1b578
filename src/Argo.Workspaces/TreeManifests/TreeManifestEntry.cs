using System.Collections.Immutable;
using Argo.Artifacts.Files;

namespace Argo.Workspaces.TreeManifests;

/// <summary>
/// One entry of a <see cref="TreeManifest"/>: all that must be the same for two trees to be equal.
/// </summary>
public sealed record TreeManifestEntry
{
    /// <summary>The path below the directory, as text; look-alike where it is not UTF-8.</summary>
    public required string Path { get; init; }

    /// <summary>The path's bytes, base64: what the entry is known by.</summary>
    public required string PathBase64 { get; init; }

    /// <summary>Kind, size, mode, digest, link target.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>Owner.</summary>
    public required uint Uid { get; init; }

    /// <summary>Group.</summary>
    public required uint Gid { get; init; }

    /// <summary>
    /// Last change of its bytes, ns since 1970; null for a directory, whose times are best effort.
    /// </summary>
    public required long? MtimeNs { get; init; }

    /// <summary>
    /// Extended attributes, ACLs among them: name and value in hex, sorted, as <c>name=value</c>.
    /// </summary>
    public required string Attributes { get; init; }

    /// <summary>The first path of the tree that is the same inode; null when this is it.</summary>
    public required string? SameFileAs { get; init; }

    /// <summary>What differs from <paramref name="now"/>, in words; empty when nothing does.</summary>
    internal IEnumerable<string> Differences(TreeManifestEntry now)
    {
        (string What, object? Before, object? After)[] fields =
        [
            ("kind", Fingerprint.Kind, now.Fingerprint.Kind),
            ("size", Fingerprint.Size, now.Fingerprint.Size),
            ("mode", Fingerprint.Mode, now.Fingerprint.Mode),
            ("sha256", Fingerprint.Sha256, now.Fingerprint.Sha256),
            ("link target", Fingerprint.LinkTarget, now.Fingerprint.LinkTarget),
            ("uid", Uid, now.Uid),
            ("gid", Gid, now.Gid),
            ("mtime", MtimeNs, now.MtimeNs),
            ("attributes", Attributes, now.Attributes),
            ("same file as", SameFileAs, now.SameFileAs),
        ];
        return fields
            .Where(f => !Equals(f.Before, f.After))
            .Select(f => $"{Path}: {f.What} {f.Before ?? "none"} -> {f.After ?? "none"}");
    }
}
