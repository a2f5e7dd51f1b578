using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Interpretation;

/// <summary>Makes fingerprints: one form for what is seen on disk and what is predicted.</summary>
internal static class Fingerprints
{
    /// <summary>Of an object on the disk; nothing there is <see cref="Fingerprint.Absent"/>.</summary>
    public static Fingerprint Of(EntryStat? stat, string? sha256) => stat is null
        ? Fingerprint.Absent
        : ManifestReader.Describe(stat) with { Sha256 = stat.Kind == EntryKind.File ? sha256 : null };

    /// <summary>Of an object with these properties; those that its kind does not have are left out.</summary>
    public static Fingerprint Of(
        EntryKind kind, int mode, long size, string? sha256, string? linkTarget) => new()
    {
        Kind = kind,
        Mode = kind is EntryKind.Absent or EntryKind.Symlink ? null : Octal.Of(mode),
        Size = kind == EntryKind.File ? size : null,
        Sha256 = kind == EntryKind.File ? sha256 : null,
        LinkTarget = kind == EntryKind.Symlink ? linkTarget : null,
    };
}
