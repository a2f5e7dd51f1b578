using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Simulation;

/// <summary>Compares what was approved of a step with what it means now.</summary>
internal static class PredictionDifference
{
    /// <summary>The first thing that differs, in words; null when the step may be done as approved.</summary>
    public static string? Of(SimulatedStep approved, StepInterpretation now)
    {
        var simulated = now.Simulated;
        if (!simulated.CanSimulate)
            return $"it can no longer be simulated: {simulated.SimulationBlockedReason}";
        if (simulated.PreconditionStatus != PreconditionStatus.Met)
            return $"its precondition no longer holds: {simulated.PreconditionDetails}";
        if (now.Obstacle is { MayBeAccepted: false } obstacle)
            return $"its undo is no longer feasible: {obstacle.Reason}";
        var paths = approved.PredictedAfter.Keys.Union(simulated.PredictedAfter.Keys, StringComparer.Ordinal);
        return paths
            .Select(path => Difference(path, approved.PredictedAfter, simulated.PredictedAfter))
            .FirstOrDefault(words => words is not null);
    }

    private static string? Difference(
        string path,
        IReadOnlyDictionary<string, Fingerprint> wanted,
        IReadOnlyDictionary<string, Fingerprint> now)
    {
        var (expected, found) = (wanted.GetValueOrDefault(path), now.GetValueOrDefault(path));
        if (expected == found)
            return null;
        var becomes = found is null ? "is so already" : $"would become {StepWording.Of(found)}";
        var approved = expected is null ? "no change" : StepWording.Of(expected);
        return $"{StepWording.Quote(path)} {becomes}; approved was {approved}";
    }
}
