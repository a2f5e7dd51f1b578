using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;

namespace Argo.Actors.Execution;

/// <summary>
/// What the end finds at the plan's paths that the plan did not leave there: worked out from the steps that
/// stand, never from what the plan had meant to do.
/// </summary>
internal sealed class ForeignPathsAtEnd
{
    private readonly Dictionary<string, Fingerprint> _predicted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _changedBy = new(StringComparer.Ordinal); // last step, by path

    private ForeignPathsAtEnd(IEnumerable<SimulatedStep> standing)
    {
        foreach (var (number, step) in standing.Index())
        {
            foreach (var (path, print) in step.PredictedAfter)
                (_predicted[path], _changedBy[path]) = (print, number);
        }
    }

    /// <summary>Each such path, with what should be there; none where nothing was looked at.</summary>
    public static IEnumerable<Drift> In(
        DryRunExecutionReport? report, ExecutionResultArtifact result, ExecutionState state)
    {
        if (report is null || result.BeforeStateSnapshot is not { } before
            || result.AfterStateSnapshot is not { } after)
            return [];
        var standing = result.StepsExecuted.Where(step => MayStand(step, state)).Select(step => step.StepId)
            .ToHashSet();
        var finds = new ForeignPathsAtEnd(
            report.StepsSimulated.Where(step => standing.Contains(step.StepId)));
        return after.Paths.Select(path => finds.Difference(path.Key, path.Value, before, state))
            .OfType<Drift>();
    }

    private static bool MayStand(ExecutedStepResult step, ExecutionState state) => state switch
    {
        ExecutionState.RolledBack or ExecutionState.Aborted => false,
        ExecutionState.Parked => step.Success, // some are undone, and nobody says here which
        _ => step.Success && !(step.RollbackInvoked && step.RollbackSucceeded),
    };

    private Drift? Difference(string path, Fingerprint found, StateSnapshot before, ExecutionState state)
    {
        if (IsBelowAChange(path) || Expected(path, before) is not { } expected || IsSame(expected, found))
            return null;
        var mayBeUndone = state is ExecutionState.Parked;
        if (mayBeUndone && (found.Kind is EntryKind.Absent
            || before.Paths.TryGetValue(path, out var old) && IsSame(old, found)))
            return null;
        return new Drift(path, InWords(expected), $"{InWords(found)}, which others left there");
    }

    private Fingerprint? Expected(string path, StateSnapshot before) =>
        _predicted.GetValueOrDefault(path) ?? before.Paths.GetValueOrDefault(path);

    // A later step deletes or moves a directory above: then nothing is said of the path itself.
    private bool IsBelowAChange(string path)
    {
        var own = _changedBy.GetValueOrDefault(path, -1);
        for (var at = path.LastIndexOf('/'); at > 0; at = path.LastIndexOf('/', at - 1))
        {
            if (_changedBy.GetValueOrDefault(path[..at], -1) > own)
                return true;
        }
        return false;
    }

    private static bool IsSame(Fingerprint expected, Fingerprint found)
    {
        var plain = expected with { ManifestDigest = null, ManifestEntries = null };
        return plain == found with
        {
            ManifestDigest = null,
            ManifestEntries = null,
            Sha256 = plain.Sha256 is null ? null : found.Sha256,
        };
    }

    private static string InWords(Fingerprint print) => print.Kind switch
    {
        EntryKind.Absent => "nothing",
        EntryKind.File => $"a file, {print.Size} bytes, mode {print.Mode}",
        EntryKind.Directory => $"a directory, mode {print.Mode}",
        EntryKind.Symlink => "a symbolic link",
        _ => "a FIFO, socket or device",
    };
}
