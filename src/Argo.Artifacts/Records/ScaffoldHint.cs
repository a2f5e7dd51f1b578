using System.Collections.Immutable;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Records;

/// <summary>A plan's hint for the undo of one step by hand.</summary>
public sealed record ScaffoldHint
{
    /// <summary>The step's place in the plan, from 0; null for the plan as a whole.</summary>
    public int? StepIndex { get; init; }

    /// <summary>What the hint is for.</summary>
    public required string Description { get; init; }

    /// <summary>What to do, in order.</summary>
    public ImmutableArray<string> Actions { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>What must be at hand, by name.</summary>
    public ImmutableSortedDictionary<string, string> RequiredInputs
    {
        get;
        init => field = JsonDefaults.ByName(value);
    } = JsonDefaults.NoNames<string>();

    /// <summary>What may go wrong.</summary>
    public ImmutableArray<string> Risks { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>How long it takes, in the planner's words.</summary>
    public string? EstimatedDuration { get; init; }

    /// <summary>The hints of a plan's steps, in order.</summary>
    public static ImmutableArray<ScaffoldHint> Of(ExecutionPlanArtifact plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Steps.SelectMany(
            (step, index) => step.RollbackHints.Select(hint => Of(index, hint)))];
    }

    private static ScaffoldHint Of(int stepIndex, RollbackHint hint) => new()
    {
        StepIndex = stepIndex,
        Description = hint.Description,
        Actions = hint.Actions,
        RequiredInputs = hint.RequiredInputs,
        Risks = hint.Risks,
        EstimatedDuration = hint.EstimatedDuration,
    };
}
