using System.Collections.Immutable;
using Argo.Artifacts.Json;
using Argo.Artifacts.Security;

namespace Argo.Artifacts.Records;

/// <summary>The observer's immutable, hash-linked account of one execution.</summary>
public sealed record ExecutionRecord
{
    /// <summary>The version of the JSON form.</summary>
    public const string CurrentSchemaVersion = "1.0.0";

    /// <summary>The execution it is of.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The plan executed.</summary>
    public required string PlanId { get; init; }

    /// <summary><c>DRY_RUN</c>, <c>LIVE</c>, <c>STAGING</c> or the host's own.</summary>
    public required string LiveModeState { get; init; }

    /// <summary>Where it stands.</summary>
    public required RecordStatus Status { get; init; }

    /// <summary>Why it ended so.</summary>
    public string CompletionReason { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>What was said of the end after it was sealed: the first word stands.</summary>
    [OmitWhenEmpty]
    public ImmutableArray<CompletionNote> CompletionNotes
    {
        get;
        init => field = JsonDefaults.List(value);
    } = [];

    /// <summary>When it began.</summary>
    public required DateTimeOffset TimestampStart { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? TimestampEnd { get; init; }

    /// <summary>What the security monitor said before.</summary>
    public required SecuritySnapshot SecuritySnapshotPre { get; init; }

    /// <summary>What it said afterwards.</summary>
    public SecuritySnapshot? SecuritySnapshotPost { get; init; }

    /// <summary>Everything that happened, in order, each linked to the one before.</summary>
    public ImmutableArray<StepEvent> StepEvents { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>What was changed.</summary>
    public SideEffectsReport SideEffectsReport { get; init => field = value ?? new(); } = new();

    /// <summary>SHA-256 over everything above; one changed byte anywhere changes it.</summary>
    public string ExecutionHash { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>The version of the JSON form.</summary>
    public string SchemaVersion { get; init => field = JsonDefaults.Text(value, CurrentSchemaVersion); } =
        CurrentSchemaVersion;

    /// <summary>
    /// The hash computed anew; equals <see cref="ExecutionHash"/> when nothing has changed.
    /// </summary>
    public string GetExecutionHash() => RecordHash.Compute(this);

    /// <summary>The record with its hash put in.</summary>
    public ExecutionRecord WithHash() => this with { ExecutionHash = GetExecutionHash() };

    /// <summary>The record as JSON.</summary>
    /// <param name="indented">For people.</param>
    public string ToJson(bool indented = false) => ArtifactJson.Write(this, indented);
}
