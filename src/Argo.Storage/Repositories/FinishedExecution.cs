using System.Collections.Immutable;
using Argo.Artifacts.Executions;

namespace Argo.Storage.Repositories;

/// <summary>How an execution ended: stored in one transaction, or not at all.</summary>
public sealed record FinishedExecution
{
    /// <summary>The execution.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The stream of its events in the journal.</summary>
    public required string Stream { get; init; }

    /// <summary>How it ended; neither queued nor running.</summary>
    public required ExecutionState State { get; init; }

    /// <summary>The result's digest.</summary>
    public required string ResultDigest { get; init; }

    /// <summary>The record's digest; null when nothing was observed.</summary>
    public string? RecordDigest { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>
    /// Makes the receipt of this end; it is kept and logged in the same commit.
    /// Null: no receipt, and no place in the log. Called on the writer's thread, perhaps more than once.
    /// </summary>
    public Func<ReceiptRequest, NewArtifact>? Receipt { get; init; }

    /// <summary>The result, the record and what else belongs to them.</summary>
    public ImmutableArray<NewArtifact> Artifacts { get; init; } = [];
}
