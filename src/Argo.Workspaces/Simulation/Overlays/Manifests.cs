using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>Manifests: everything below a directory, and one digest over it.</summary>
internal static class Manifests
{
    /// <summary>The manifest of what was seen below a directory, in the order of the path's bytes.</summary>
    public static ImmutableArray<ManifestEntry> Of(ImmutableArray<ObservedDescendant> below) =>
        [.. below.Select(Entry)];

    /// <summary>The directory's fingerprint with the manifest's digest and length.</summary>
    public static Fingerprint Print(Fingerprint directory, ImmutableArray<ObservedDescendant> below)
    {
        var (digest, entries) = ManifestDigest.Of(
            below.Select(seen => (seen.PathBytes, Fingerprints.Of(seen.Stat, seen.Sha256))));
        return directory with { ManifestDigest = digest, ManifestEntries = entries };
    }

    private static ManifestEntry Entry(ObservedDescendant seen) => new()
    {
        Path = seen.Path,
        NameBytes = seen.Path is null ? Convert.ToBase64String(seen.PathBytes.Span) : null,
        Fingerprint = Fingerprints.Of(seen.Stat, seen.Sha256),
        MtimeNs = seen.Stat.Identity.MtimeNs,
        Identity = seen.Stat.Kind == EntryKind.File && seen.Sha256 is null ? seen.Stat.Identity : null,
    };
}
