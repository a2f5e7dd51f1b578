using System.Collections.Immutable;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Records;

/// <summary>Guidance for a person who may want to undo an execution by hand; nothing runs it.</summary>
public sealed record RollbackScaffold
{
    /// <summary>The version of the JSON form.</summary>
    public const string CurrentSchemaVersion = "1.0.0";

    /// <summary>The execution it is for.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The plan executed.</summary>
    public required string PlanId { get; init; }

    /// <summary>How the execution stands, as its record says.</summary>
    public required RecordStatus Status { get; init; }

    /// <summary>Whether the hints may be followed.</summary>
    public required bool RollbackPossible { get; init; }

    /// <summary>Why, or why not.</summary>
    public required string Reason { get; init; }

    /// <summary>The plan's hints, word for word.</summary>
    public ImmutableArray<ScaffoldHint> Hints { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>What to beware of, and hints that could not be read.</summary>
    public ImmutableArray<string> Warnings { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>
    /// Steps with an observed effect that cannot be put back, by their place in the plan from 0.
    /// </summary>
    public ImmutableArray<int> IrreversibleSteps { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>What a person does, in order; empty when a rollback is not possible.</summary>
    public ImmutableArray<string> ManualSteps { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>The version of the JSON form.</summary>
    public string SchemaVersion { get; init => field = JsonDefaults.Text(value, CurrentSchemaVersion); } =
        CurrentSchemaVersion;

    /// <summary>The scaffold as a page for a terminal.</summary>
    /// <param name="plan">
    /// Its plan, by whose numbers the steps are called; null counts them from 1, in the plan's order.
    /// </param>
    public string GetSummary(ExecutionPlanArtifact? plan = null) => ScaffoldSummary.Of(this, plan);
}
