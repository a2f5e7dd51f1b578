using System.Collections.Immutable;

namespace Argo.Artifacts;

/// <summary>An ordered list of typed steps on one workspace, with the ids of what it came from.</summary>
public sealed record ExecutionPlanArtifact
{
    /// <summary>The version of the JSON form that Argo writes.</summary>
    public const string CurrentSchemaVersion = "2.0.0";

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
    public ImmutableArray<PlanStep> Steps { get; init; } = [];

    /// <summary>When the plan was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The version of the JSON form; 1.2.0 is the Python planner's.</summary>
    public string SchemaVersion { get; init; } = CurrentSchemaVersion;
}
