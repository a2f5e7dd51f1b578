using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>What was seen at one path of the disk, before any step.</summary>
/// <param name="Stat">What statx said; null when nothing is there.</param>
/// <param name="Sha256">A file's digest; null where it was not taken.</param>
internal sealed record ObservedEntry(EntryStat? Stat, string? Sha256)
{
    /// <summary>A directory's contents, once they were asked for.</summary>
    public ImmutableArray<ObservedDescendant>? Below { get; init; }

    /// <summary>As a report keeps it.</summary>
    public WitnessEntry ToWitness(string path)
    {
        var entry = new WitnessEntry { Path = path, Fingerprint = Print(), Identity = Stat?.Identity };
        return Below is not { } below
            ? entry
            : entry with { Fingerprint = Manifests.Print(Print(), below), Manifest = Manifests.Of(below) };
    }

    /// <summary>Without what is below.</summary>
    public Fingerprint Print() => Fingerprints.Of(Stat, Sha256);
}
