using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Plans;

/// <summary>An ordered list of typed steps on one workspace, with the ids of what it came from.</summary>
public sealed record ExecutionPlanArtifact
{
    /// <summary>The version of the JSON form that Argo writes.</summary>
    public const string CurrentSchemaVersion = "2.0.0";

    /// <summary>The version that ARGO's Python planner writes.</summary>
    public const string PythonSchemaVersion = "1.2.0";

    /// <summary>The plan's id.</summary>
    public required string PlanId { get; init; }

    /// <summary>The id of the intent it was derived from.</summary>
    public string? IntentId { get; init; }

    /// <summary>The id of the transcription that the intent came from.</summary>
    public string? TranscriptionId { get; init; }

    /// <summary>The person's own words.</summary>
    public string? IntentText { get; init; }

    /// <summary>The workspace's name; null means the caller's.</summary>
    public string? Workspace { get; init; }

    /// <summary>What happens when a step fails.</summary>
    public OnFailure OnFailure { get; init; }

    /// <summary>The steps; they run in this order, none combined, skipped or reordered.</summary>
    public ImmutableArray<PlanStep> Steps { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>When the plan was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The version of the JSON form; 1.2.0 is the Python planner's.</summary>
    public string SchemaVersion { get; init => field = JsonDefaults.Text(value, CurrentSchemaVersion); } =
        CurrentSchemaVersion;

    /// <summary>Python plans: what the plan was derived from.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DerivedFrom { get; init; }

    /// <summary>Python plans: the planner's highest rating.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SafetyLevel? HighestRiskLevel { get; init; }

    /// <summary>Python plans: whether the planner knows no undo for some step.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? HasIrreversibleActions { get; init; }

    /// <summary>Python plans: how many confirmations the steps ask for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TotalConfirmationsNeeded { get; init; }

    /// <summary>Python plans: whether the planner knows a whole undo for every step.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? CanFullyRollback { get; init; }

    /// <summary>Python plans: the effort of the undo, carried along unread.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? RollbackCost { get; init; }

    /// <summary>Python plans: where the planner's own dialogue stands, carried along unread.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }

    /// <summary>
    /// The same plan with no secret text in it, only their digests: what is kept and digested.
    /// </summary>
    public ExecutionPlanArtifact WithoutSecrets() => Steps.All(step => step.Parameters.Secrets.IsEmpty)
        ? this
        : this with
        {
            Steps = [.. Steps.Select(step => step with { Parameters = step.Parameters.WithoutSecrets() })],
        };

    /// <summary>Whether the plan comes from ARGO's Python planner.</summary>
    [JsonIgnore]
    public bool IsPython => SchemaVersion == PythonSchemaVersion;
}
