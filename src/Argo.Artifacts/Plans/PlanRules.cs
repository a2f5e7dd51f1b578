using System.Collections.Immutable;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Plans;

/// <summary>What a plan must be beyond its form.</summary>
internal static class PlanRules
{
    public static ExecutionPlanArtifact Check(
        ExecutionPlanArtifact plan, ArtifactLimits limits, VerbCatalog verbs)
    {
        Require("plan_id", ArtifactId.WhyNot(plan.PlanId));
        Require("workspace", WhyNotWorkspace(plan.Workspace));
        Require("steps", plan.Steps.IsEmpty ? "is empty; give at least one step" : null);
        Require("steps", plan.Steps.Length > limits.MaxSteps
            ? $"has {plan.Steps.Length} steps; at most {limits.MaxSteps} may be in a plan, so split it"
            : null);
        if (!plan.IsPython)
            RefusePythonMembers(plan);
        return plan with { Steps = Steps(plan, verbs).ToImmutableArray() };
    }

    public static void Require(string path, string? problem)
    {
        if (problem is not null)
            throw new ArtifactFormatException(path, problem);
    }

    private static IEnumerable<PlanStep> Steps(ExecutionPlanArtifact plan, VerbCatalog verbs)
    {
        for (var index = 0; index < plan.Steps.Length; index++)
        {
            var (step, path) = (plan.Steps[index], $"steps[{index}]");
            var before = index == 0 ? -1 : plan.Steps[index - 1].StepId;
            Require($"{path}.step_id", WhyNotNumber(step.StepId, before));
            yield return StepRules.Check(step, path, plan.IsPython, verbs);
        }
    }

    private static string? WhyNotNumber(int stepId, int before) =>
        stepId < 1 ? $"must not be {(stepId < 0 ? "negative" : "0")}; number the steps from 1"
        : stepId == before ? $"is {stepId}, which another step has; number each step once"
        : stepId < before ? $"is {stepId} after {before}; number the steps in rising order"
        : null;

    private static string? WhyNotWorkspace(string? name) =>
        name is null ? null
        : name.Length is 0 or > 255 ? "must have 1 to 255 letters; leave it out for the caller's workspace"
        : name.Any(char.IsControl) ? "must not contain control characters; remove them"
        : null;

    private static void RefusePythonMembers(ExecutionPlanArtifact plan)
    {
        const string Problem = "belongs to plans of schema_version 1.2.0; remove it";
        Require("derived_from", plan.DerivedFrom is null ? null : Problem);
        Require("highest_risk_level", plan.HighestRiskLevel is null ? null : Problem);
        Require("has_irreversible_actions", plan.HasIrreversibleActions is null ? null : Problem);
        Require("total_confirmations_needed", plan.TotalConfirmationsNeeded is null ? null : Problem);
        Require("can_fully_rollback", plan.CanFullyRollback is null ? null : Problem);
        Require("rollback_cost", plan.RollbackCost is null ? null : Problem);
        Require("status", plan.Status is null ? null : Problem);
        for (var index = 0; index < plan.Steps.Length; index++)
            Require($"steps[{index}].timestamp", plan.Steps[index].Timestamp is null ? null : Problem);
    }
}
