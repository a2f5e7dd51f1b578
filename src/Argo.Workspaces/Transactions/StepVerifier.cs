using System.Collections.Frozen;
using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Simulation.Overlays;
using Argo.Workspaces.TreeManifests;

namespace Argo.Workspaces.Transactions;

/// <summary>Compares what a step was predicted to leave with what is on disk; reads, never assumes.</summary>
internal sealed class StepVerifier(IRealTree disk, DryRunExecutionReport report, SimulatorOptions simulator)
{
    private readonly FileDigests _digests =
        new(disk, simulator.Digests, simulator.Time, CancellationToken.None);

    private readonly Dictionary<(ulong Inode, long BirthNs), (FileIdentity Identity, string Sha256)> _known =
        [];

    private readonly FrozenDictionary<int, SimulatedStep> _simulated =
        report.StepsSimulated.ToFrozenDictionary(step => step.StepId);

    /// <summary>What a step's swaps did and what is there now, against the prediction.</summary>
    /// <param name="stepId">The step.</param>
    /// <param name="acted">What its swaps came to.</param>
    /// <param name="before">What every path it looks at was predicted to be in its turn.</param>
    /// <param name="placed">The object that its swaps put at each path, with the staged bytes.</param>
    public StepOutcome Judge(
        int stepId,
        ActResult acted,
        IReadOnlyDictionary<string, Fingerprint> before,
        IReadOnlyDictionary<string, FileIdentity> placed)
    {
        var simulated = _simulated[stepId];
        if (acted.Refusal is { } refusal)
            return Failed(simulated, acted, refusal);
        Remember(simulated, placed);
        return simulated.PredictedAfter.IsEmpty
            ? Looked(simulated, before.GetValueOrDefault(simulated.Target))
            : Changed(simulated, acted);
    }

    /// <summary>
    /// The outcome of a step that must not act, for what it needs is not as predicted; null when it is.
    /// </summary>
    public StepOutcome? WhyNot(int stepId, IReadOnlyDictionary<string, Fingerprint> before)
    {
        var missing = before.Select(seen => Difference(seen.Key, seen.Value)).OfType<string>().ToArray();
        if (missing.Length == 0)
            return null;
        var reason =
            $"an earlier step failed, and this one needs what it simulated: {string.Join("; ", missing)}";
        return new StepOutcome { StepId = stepId, Success = false, PreconditionDetail = reason,
            Error = reason };
    }

    private string? Difference(string path, Fingerprint expected)
    {
        try
        {
            var found = Look(path);
            return Same(expected, found) ? null
                : $"{path}: simulated {StepWording.Of(expected)}, found {StepWording.Of(found)}";
        }
        catch (WorkspaceException refused)
        {
            return $"{path}: {refused.Message}";
        }
    }

    /// <summary>
    /// What paths are now; nothing there is a fingerprint too, and a file that this user may not read has no
    /// digest. A path that this user cannot reach is left out.
    /// </summary>
    /// <param name="paths">The paths.</param>
    /// <param name="known">Directories that are compared, entry by entry, with what the dry run saw.</param>
    public ImmutableSortedDictionary<string, Fingerprint> Look(
        IEnumerable<string> paths, IReadOnlyDictionary<string, WitnessEntry> known) =>
        disk.LookAtAll(paths, path => known.TryGetValue(path, out var seen) ? LookInto(seen) : Look(path));

    private static StepOutcome Failed(
        SimulatedStep simulated, ActResult acted, WorkspaceException refusal) => new()
    {
        StepId = simulated.StepId,
        Success = false,
        // a foreign object or a missing one is what was not met
        PreconditionMet = refusal.Fault is WorkspaceFault.Io,
        PreconditionDetail = refusal.Fault is WorkspaceFault.Io ? simulated.PreconditionDetails
            : refusal.Message,
        AppliedSwaps = acted.AppliedSwaps,
        AffectedResources = acted.AppliedSwaps.IsEmpty ? [] : simulated.AffectedResources,
        Error = refusal.Message,
    };

    /// <summary>
    /// A step that only looks: what it looks at must be what its place in the plan was predicted to have.
    /// </summary>
    private StepOutcome Looked(SimulatedStep simulated, Fingerprint? expected)
    {
        var found = Look(simulated.Target);
        var same = expected is null || Same(expected, found) || IsKnown(simulated.Target, expected, found);
        var detail = $"{simulated.Target} is {StepWording.Of(found)}";
        return new StepOutcome
        {
            StepId = simulated.StepId,
            Success = same,
            PreconditionMet = same,
            PreconditionDetail = detail,
            ExpectedVsActualMatch = same,
            VerificationDetail = same ? $"{detail}, as simulated"
                : $"{detail}; simulated: {StepWording.Of(expected!)}",
            Error = same ? null : $"{detail}, but the simulation saw {StepWording.Of(expected!)}",
        };
    }

    private StepOutcome Changed(SimulatedStep simulated, ActResult acted)
    {
        var differences = simulated.PredictedAfter
            .Select(predicted => (predicted.Key, predicted.Value, Found: Look(predicted.Key)))
            .Where(path => !Same(path.Value, path.Found) && !IsKnown(path.Key, path.Value, path.Found))
            .Select(path =>
                $"{path.Key}: predicted {StepWording.Of(path.Value)}, found {StepWording.Of(path.Found)}")
            .ToArray();
        var same = differences.Length == 0;
        return new StepOutcome
        {
            StepId = simulated.StepId,
            Success = same,
            PreconditionMet = true,
            PreconditionDetail = simulated.PreconditionDetails,
            ActualStateChange = same ? simulated.PredictedStateChange : string.Join("; ", differences),
            ExpectedVsActualMatch = same,
            VerificationDetail = same
                ? $"{simulated.PredictedAfter.Count} path(s) read back and equal to the simulation"
                : string.Join("; ", differences),
            AffectedResources = simulated.AffectedResources,
            AppliedSwaps = acted.AppliedSwaps,
            Effects = [Effect(simulated)],
            Error = same ? null : $"the disk differs from the simulation: {string.Join("; ", differences)}",
        };
    }

    // A step may well take from this user the right to read. The bytes are those that were hashed when they
    // were staged, or before the plan, if the object is the same one and nothing has been written into it
    // since.
    private bool IsKnown(string path, Fingerprint expected, Fingerprint found) =>
        found is { Kind: EntryKind.File, Sha256: null }
        && Same(expected with { Sha256 = null }, found)
        && disk.Stat(path) is { } stat
        && _known.TryGetValue((stat.Identity.Inode, stat.Identity.BirthNs), out var known)
        && known.Sha256 == expected.Sha256
        && stat.IsStill(known.Identity);

    private void Remember(SimulatedStep simulated, IReadOnlyDictionary<string, FileIdentity> placed)
    {
        foreach (var (path, identity) in placed)
        {
            if (simulated.PredictedAfter.GetValueOrDefault(path)?.Sha256 is { } digest)
                _known[(identity.Inode, identity.BirthNs)] = (identity, digest);
        }
    }

    private static SideEffect Effect(SimulatedStep simulated) => new()
    {
        Category = SideEffectCategory.FileSystem,
        Description = simulated.PredictedStateChange,
        Reversible = simulated.RollbackFeasible,
    };

    private Fingerprint Look(string path)
    {
        var stat = disk.Stat(path);
        if (stat?.Kind is not EntryKind.File)
            return Fingerprints.Of(stat, null);
        try
        {
            var (settled, digest) = _digests.Of(path, stat);
            return Fingerprints.Of(settled, digest);
        }
        catch (WorkspaceException) when (disk.IsUnreadable(path, stat))
        {
            return Fingerprints.Of(stat, null);
        }
    }

    /// <summary>
    /// A directory with the digest of everything below it: that of the dry run, where every entry is as it
    /// was seen then. Without one where it cannot be read.
    /// </summary>
    private Fingerprint LookInto(WitnessEntry seen)
    {
        var found = Look(seen.Path);
        if (found.Kind is not EntryKind.Directory)
            return found;
        try
        {
            if (new ManifestCheck(disk, _digests).Difference(seen) is null)
                return found with
                {
                    ManifestDigest = seen.Fingerprint.ManifestDigest,
                    ManifestEntries = seen.Fingerprint.ManifestEntries,
                };
            var (digest, entries) = ManifestDigest.Of(disk.Walk(seen.Path).Select(
                entry => (entry.Path, Describe(seen.Path, entry))));
            return found with { ManifestDigest = digest, ManifestEntries = entries };
        }
        catch (WorkspaceException)
        {
            return found;
        }
    }

    private Fingerprint Describe(string directory, TreeEntry entry) => Fingerprints.Of(
        entry.Stat, entry.Stat.Kind is EntryKind.File ? _digests.Of(directory, entry) : null);

    /// <summary>
    /// A manifest is not walked again here: the directory's identity was checked when it was swapped.
    /// </summary>
    private static bool Same(Fingerprint expected, Fingerprint found)
    {
        var plain = expected with { ManifestDigest = null, ManifestEntries = null };
        return (plain.Sha256 is null ? found with { Sha256 = null } : found) == plain;
    }
}
