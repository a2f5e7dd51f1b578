using Argo.Artifacts.Json;

namespace Argo.Artifacts.Plans;

/// <summary>
/// Holds what a Python plan says of the whole against its steps: a reader may trust the totals alone.
/// </summary>
internal static class PlanTotals
{
    /// <exception cref="ArtifactFormatException">A total is not what the steps come to.</exception>
    public static void Check(ExecutionPlanArtifact plan)
    {
        var steps = plan.Steps;
        Same("highest_risk_level", plan.HighestRiskLevel, steps.Max(step => step.SafetyLevel), Word);
        Same(
            "has_irreversible_actions",
            plan.HasIrreversibleActions,
            steps.Any(step => step.RollbackCapability is RollbackCapability.None),
            Word);
        Same(
            "total_confirmations_needed",
            plan.TotalConfirmationsNeeded,
            steps.Sum(step => step.RequiredConfirmations.Length),
            count => $"{count}");
        Same(
            "can_fully_rollback",
            plan.CanFullyRollback,
            steps.All(step => step.RollbackCapability is RollbackCapability.Full),
            Word);
    }

    private static void Same<T>(string path, T? said, T found, Func<T, string> word)
        where T : struct
    {
        if (said is { } value && !value.Equals(found))
        {
            throw new ArtifactFormatException(
                path,
                $"is {word(value)}, and the steps come to {word(found)}; correct it, or leave it out");
        }
    }

    private static string Word<T>(T value) => value!.ToString()!.ToLowerInvariant();
}
