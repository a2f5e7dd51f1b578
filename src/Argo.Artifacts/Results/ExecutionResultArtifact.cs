using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Argo.Artifacts.Json;
using Argo.Artifacts.Undo;

namespace Argo.Artifacts.Results;

/// <summary>The outcome of an execution, for the host.</summary>
public sealed record ExecutionResultArtifact
{
    /// <summary>The version of the JSON form.</summary>
    public const string CurrentSchemaVersion = "1.0.0";

    /// <summary>The result's id.</summary>
    public required string ResultId { get; init; }

    /// <summary>The execution it is of.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The plan's intent.</summary>
    public string? IntentId { get; init; }

    /// <summary>The plan's transcription.</summary>
    public string? TranscriptionId { get; init; }

    /// <summary>The report executed; null when there was none.</summary>
    public string? DryRunReportId { get; init; }

    /// <summary>The plan executed.</summary>
    public required string ExecutionPlanId { get; init; }

    /// <summary>Whether a valid approval was shown.</summary>
    public bool UserApproved { get; init; }

    /// <summary>When it was given.</summary>
    public DateTimeOffset? ApprovalTimestamp { get; init; }

    /// <summary>Who gave it, as that person says.</summary>
    public string? Approver { get; init; }

    /// <summary>The operating-system user who signed it. Left out of older results.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ApproverOsUser { get; init; }

    /// <summary>One entry for each step that began, in order.</summary>
    public ImmutableArray<ExecutedStepResult> StepsExecuted
    {
        get;
        init => field = JsonDefaults.List(value);
    } = [];

    /// <summary>How it ended.</summary>
    public required ExecutionStatus ExecutionStatus { get; init; }

    /// <summary>Steps in the plan.</summary>
    public int TotalSteps { get; init; }

    /// <summary>Steps done and verified.</summary>
    public int StepsSucceeded { get; init; }

    /// <summary>Steps that failed.</summary>
    public int StepsFailed { get; init; }

    /// <summary>Whether anything was undone.</summary>
    public bool RollbackInvoked { get; init; }

    /// <summary>Whether every undo ended with what was there before, seen on disk.</summary>
    public bool RollbackFullySuccessful { get; init; }

    /// <summary>From the first gate to the end.</summary>
    public double ExecutionDurationMs { get; init; }

    /// <summary>The touched paths before.</summary>
    public StateSnapshot? BeforeStateSnapshot { get; init; }

    /// <summary>The touched paths afterwards.</summary>
    public StateSnapshot? AfterStateSnapshot { get; init; }

    /// <summary>Whether anything was found that the simulation did not say.</summary>
    public bool DivergenceDetected { get; init; }

    /// <summary>What differed, by path.</summary>
    public string? DivergenceDetails { get; init; }

    /// <summary>
    /// Paths of the plan at which the end found what others had put or written there; the receipt vouches for
    /// none of them. Not written while it is empty.
    /// </summary>
    [OmitWhenEmpty]
    public ImmutableArray<string> ForeignPaths { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>
    /// Paths that the undo left to others because a person decided so: the tree is not as before. Not written
    /// while it is empty.
    /// </summary>
    [OmitWhenEmpty]
    public ImmutableArray<string> KeptPaths { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>What is in the way of the undo, for a person to decide; empty unless it is parked.</summary>
    public ImmutableArray<RollbackConflict> Conflicts { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>Every gate's verdict.</summary>
    public ImmutableArray<GateVerdict> Gates { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>Why nothing was done.</summary>
    public string? AbortReason { get; init; }

    /// <summary>What went wrong, in order.</summary>
    public ImmutableArray<string> Errors { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>When this result was made; null in older ones.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The version of the JSON form.</summary>
    public string SchemaVersion { get; init => field = JsonDefaults.Text(value, CurrentSchemaVersion); } =
        CurrentSchemaVersion;
}
