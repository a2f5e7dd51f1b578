using System.Collections.Immutable;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;

namespace Argo.Artifacts.Approvals;

/// <summary>A confirmation that a step demands, or that a person gave.</summary>
/// <param name="StepId">The step.</param>
/// <param name="Confirmation">Its text as the plan has it, such as <c>confirm_overwrite</c>.</param>
public sealed record StepConfirmation(int StepId, string Confirmation)
{
    /// <summary>What the steps of a plan demand, in order, each once.</summary>
    public static ImmutableArray<StepConfirmation> DemandedBy(ExecutionPlanArtifact plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Steps
            .SelectMany(step => Of(step.StepId, step.RequiredConfirmations)).Distinct()];
    }

    /// <summary>What the steps of a report demand; of one made before this was kept, nothing.</summary>
    public static ImmutableArray<StepConfirmation> DemandedBy(DryRunExecutionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. report.StepsSimulated
            .SelectMany(step => Of(step.StepId, step.RequiredConfirmations)).Distinct()];
    }

    /// <summary>Several in words, as in <c>step 3 demands 'confirm_create'</c>.</summary>
    public static string Words(IEnumerable<StepConfirmation> demanded) => string.Join(
        ", ", demanded.Select(each => $"step {each.StepId} demands '{each.Confirmation}'"));

    private static IEnumerable<StepConfirmation> Of(int stepId, ImmutableArray<string> texts) =>
        texts.Select(text => new StepConfirmation(stepId, text));
}
