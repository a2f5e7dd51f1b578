using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Results;

namespace Argo.Artifacts.Receipts;

/// <summary>What a receipt says of one end of an execution.</summary>
public sealed record ReceiptPredicate
{
    /// <summary>The version of the JSON form.</summary>
    public const string CurrentSchemaVersion = "1.0.0";

    /// <summary>The execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>How it stands in the store.</summary>
    public required ExecutionState State { get; init; }

    /// <summary>How it ended, as its result says.</summary>
    public required ExecutionStatus ExecutionStatus { get; init; }

    /// <summary>Why it ended so, in a sentence.</summary>
    public string Reason { get; init => field = JsonDefaults.Text(value); } = "";

    /// <summary>The place of this receipt in the host's log, from 0.</summary>
    public required long LogIndex { get; init; }

    /// <summary>The workspace's name.</summary>
    public required string Workspace { get; init; }

    /// <summary>Its absolute path on the host.</summary>
    public required string WorkspaceRoot { get; init; }

    /// <summary>The transcription that the plan came from.</summary>
    public string? TranscriptionId { get; init; }

    /// <summary>The digest of its document, where the store keeps one.</summary>
    public string? TranscriptionDigest { get; init; }

    /// <summary>The intent that the plan came from.</summary>
    public string? IntentId { get; init; }

    /// <summary>The digest of its document, where the store keeps one.</summary>
    public string? IntentDigest { get; init; }

    /// <summary>The plan.</summary>
    public required string PlanId { get; init; }

    /// <summary>The plan's digest.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>The dry-run report; null when there was none.</summary>
    public string? ReportId { get; init; }

    /// <summary>The report's digest.</summary>
    public string? ReportDigest { get; init; }

    /// <summary>
    /// The digest of the approval that was handed in, with its signature; null when there was none.
    /// </summary>
    public string? ApprovalDigest { get; init; }

    /// <summary>Whether the approval held.</summary>
    public bool UserApproved { get; init; }

    /// <summary>Who approved, as that person says.</summary>
    public string? Approver { get; init; }

    /// <summary>The operating-system user who signed the approval. Left out of older receipts.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ApproverOsUser { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>The result.</summary>
    public required string ResultId { get; init; }

    /// <summary>The result's digest.</summary>
    public required string ResultDigest { get; init; }

    /// <summary>The record's hash.</summary>
    public required string RecordHash { get; init; }

    /// <summary>When the execution was handed in.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When this end was stored.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>
    /// The digest over the store's own rows of this execution: of the index, and of the approval's use. Null
    /// in a receipt of an Argo that did not sign for them.
    /// </summary>
    public string? IndexDigest { get; init; }

    /// <summary>The digest over its events in the journal; null likewise.</summary>
    public string? JournalDigest { get; init; }

    /// <summary>How many events these are.</summary>
    public int JournalEvents { get; init; }

    /// <summary>Every touched path, before and after; deletions too.</summary>
    public ImmutableArray<FileChange> Files { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>
    /// Paths that the undo left to others because a person decided so: the tree is not as before. Not written
    /// while it is empty.
    /// </summary>
    [OmitWhenEmpty]
    public ImmutableArray<string> KeptPaths { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>The version of the JSON form.</summary>
    public string SchemaVersion { get; init => field = JsonDefaults.Text(value, CurrentSchemaVersion); } =
        CurrentSchemaVersion;
}
