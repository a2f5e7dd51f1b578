using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;

namespace Argo.Workspaces.Simulation;

/// <summary>Compares what a dry run saw with what is on disk now.</summary>
/// <remarks>
/// A file is compared by kind, mode and bytes; an identity that is unchanged to the nanosecond stands for its
/// bytes,
/// unless its last change was so close to the dry run that the clock could hide another. A directory is
/// compared by
/// kind, mode and which one it is, and where the dry run walked it, by its manifest.
/// </remarks>
/// <param name="disk">The tree.</param>
/// <param name="options">How the dry run was made.</param>
/// <param name="byContent">
/// Whether only contents count: a copy of the workspace has other objects, and is compared all the same.
/// </param>
/// <param name="cancellation">Gives up.</param>
internal sealed class WitnessCheck(
    IRealTree disk, SimulatorOptions options, bool byContent = false,
    CancellationToken cancellation = default)
{
    private readonly FileDigests _digests = new(disk, options.Digests, options.Time, cancellation);

    /// <summary>
    /// Every path that is no longer what the report saw, sorted by path; empty when the world is the same.
    /// </summary>
    public ImmutableArray<Drift> Compare(DryRunExecutionReport report)
    {
        var began = report.CreatedAt - TimeSpan.FromMilliseconds(report.SimulationDurationMs);
        return [.. Root(report), .. report.Witness.Select(seen => Compare(seen, began)).OfType<Drift>()];
    }

    // A copy of the workspace in its place has the same paths and bytes, and is not what was approved.
    private IEnumerable<Drift> Root(DryRunExecutionReport report)
    {
        if (!byContent && report.WorkspaceIdentity is { } known
            && disk.Stat("")?.Identity.IsSameObject(known) is not true)
            yield return new Drift(".", "the workspace's own directory", "another directory in its place");
    }

    /// <summary>
    /// One path: how it has drifted since a dry run that began at a time; null when it has not.
    /// </summary>
    public Drift? Compare(WitnessEntry seen, DateTimeOffset began)
    {
        try
        {
            var now = disk.Stat(seen.Path);
            return Difference(seen, now, began) is { } found
                ? new Drift(seen.Path, StepWording.Of(seen.Fingerprint), found)
                {
                    IsForeignContent = HasForeignContent(seen, now),
                }
                : null;
        }
        catch (WorkspaceException refused)
        {
            return new Drift(seen.Path, StepWording.Of(seen.Fingerprint), refused.Message);
        }
    }

    // A directory that differs and is the same one differs in what is below it, unless its mode does.
    private static bool HasForeignContent(WitnessEntry seen, EntryStat? now) =>
        now is not null && now.Identity.IsSameObject(seen.Identity)
        && (now.Kind is EntryKind.Directory
            ? now.OctalMode == seen.Fingerprint.Mode
            : !now.Identity.IsUnchanged(seen.Identity));

    private string? Difference(WitnessEntry seen, EntryStat? now, DateTimeOffset began)
    {
        var found = Fingerprints.Of(now, null);
        if (seen.Fingerprint with { Sha256 = null, ManifestDigest = null, ManifestEntries = null } != found)
            return StepWording.Of(found);
        return now?.Kind switch
        {
            EntryKind.File => FileDifference(seen, now, began),
            EntryKind.Directory when !byContent && !now.Identity.IsSameObject(seen.Identity) =>
                $"another directory, mode {found.Mode}",
            EntryKind.Directory when seen.Fingerprint.ManifestDigest is not null =>
                new ManifestCheck(disk, _digests).Difference(seen),
            _ => null,
        };
    }

    private string? FileDifference(WitnessEntry seen, EntryStat now, DateTimeOffset began)
    {
        if (!byContent && seen.Identity == now.Identity && !ClockGranularity.MayHide(now.Identity, began))
            return null;
        if (seen.Fingerprint.Sha256 is not { } expected)
        {
            return seen.Identity == now.Identity
                ? null
                : $"a file that was changed since, {StepWording.Bytes(now.Identity.Size)}";
        }
        var (settled, digest) = _digests.Of(seen.Path, now);
        return digest == expected ? null : StepWording.Of(Fingerprints.Of(settled, digest));
    }
}
