namespace Argo.Artifacts.Executions;

/// <summary>One execution in the store's index.</summary>
public sealed record ExecutionEntry
{
    /// <summary>The execution's id; a second submission with it finds this entry.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The plan.</summary>
    public required string PlanId { get; init; }

    /// <summary>The plan's digest: the key of its bytes in the artifact store.</summary>
    public required string PlanDigest { get; init; }

    /// <summary>The report's digest; null when none was handed in.</summary>
    public string? ReportDigest { get; init; }

    /// <summary>The approval's digest in the artifact store; null when none was handed in.</summary>
    public string? ApprovalDigest { get; init; }

    /// <summary>The workspace's name.</summary>
    public required string Workspace { get; init; }

    /// <summary>Its absolute path on this host.</summary>
    public required string WorkspaceRoot { get; init; }

    /// <summary>Where it stands.</summary>
    public required ExecutionState State { get; init; }

    /// <summary>The process that works on it, as <c>host:pid</c>.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// Raised each time another process takes it over; an update from an earlier epoch is refused.
    /// </summary>
    public long Epoch { get; init; }

    /// <summary>When it was handed in.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why a person asked for it to stop; null when nobody did.</summary>
    public string? CancelReason { get; init; }

    /// <summary>The result's digest in the artifact store; null while it runs.</summary>
    public string? ResultDigest { get; init; }

    /// <summary>The record's digest in the artifact store; null while it runs.</summary>
    public string? RecordDigest { get; init; }
}
