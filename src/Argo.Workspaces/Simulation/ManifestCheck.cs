using System.Text;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Simulation;

/// <summary>Compares everything below a directory with the manifest that a dry run took of it.</summary>
internal sealed class ManifestCheck(IRealTree disk, FileDigests digests)
{
    /// <summary>The first entry that differs, in words; null when none does.</summary>
    /// <exception cref="WorkspaceException">Something cannot be read.</exception>
    public string? Difference(WitnessEntry directory)
    {
        var left = directory.Manifest.ToDictionary(Key, StringComparer.Ordinal);
        foreach (var entry in disk.Walk(directory.Path))
        {
            var shown = StepWording.Quote(PathBytes.Text(entry.Path.Span));
            if (!left.Remove(Convert.ToBase64String(entry.Path.Span), out var expected))
                return $"a directory with a new entry {shown}";
            if (!IsSame(directory.Path, entry, expected))
                return $"a directory in which {shown} was changed";
        }
        if (left.Count == 0)
            return null;
        var missing = left.Values.First().Path ?? "an entry that is not UTF-8";
        return $"a directory without {StepWording.Quote(missing)}";
    }

    private bool IsSame(string directory, TreeEntry entry, ManifestEntry expected)
    {
        var print = Fingerprints.Of(entry.Stat, null);
        if (expected.Fingerprint with { Sha256 = null } != print)
            return false;
        if (entry.Stat.Kind != EntryKind.File)
            return true;
        return expected.Fingerprint.Sha256 is { } digest
            ? digests.Of(directory, entry) == digest
            : expected.Identity == entry.Stat.Identity;
    }

    private static string Key(ManifestEntry entry) =>
        entry.NameBytes ?? Convert.ToBase64String(Encoding.UTF8.GetBytes(entry.Path!));
}
