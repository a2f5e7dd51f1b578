using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Results;

/// <summary>What one step really did.</summary>
public sealed record ExecutedStepResult
{
    /// <summary>The plan's number for the step.</summary>
    public required int StepId { get; init; }

    /// <summary>The planner's name for it.</summary>
    public required string Operation { get; init; }

    /// <summary>The path acted on.</summary>
    public required string Target { get; init; }

    /// <summary>What was done.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>When the step began; null if it never did.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How long it took.</summary>
    public double DurationMs { get; init; }

    /// <summary>Whether what the step needs was seen on disk just before it acted.</summary>
    public bool PreconditionMet { get; init; }

    /// <summary>What was looked at and seen.</summary>
    public string PreconditionDetail { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>The change, in words.</summary>
    public string ActualStateChange { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>Paths changed.</summary>
    public ImmutableArray<string> AffectedResources { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>
    /// Whether the disk afterwards equals the prediction; read from the disk, never assumed.
    /// </summary>
    public bool ExpectedVsActualMatch { get; init; }

    /// <summary>What was compared, and what differed.</summary>
    public string VerificationDetail { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>Whether this step's undo was called for.</summary>
    public bool RollbackInvoked { get; init; }

    /// <summary>Whether the undo ended with what was there before.</summary>
    public bool RollbackSucceeded { get; init; }

    /// <summary>What the undo did or met.</summary>
    public string RollbackDetail { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>Whether the step was done and verified (an undo later does not change that).</summary>
    public bool Success { get; init; }

    /// <summary>Why it failed.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When this account of the step was taken down; null in older results.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Timestamp { get; init; }
}
