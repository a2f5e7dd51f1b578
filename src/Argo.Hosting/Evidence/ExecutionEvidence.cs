using System.Collections.Immutable;
using Argo.Actors.Rollback;
using Argo.Artifacts.Executions;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>Everything that the store keeps of one execution, unread.</summary>
internal sealed record ExecutionEvidence
{
    public required ExecutionEntry Entry { get; init; }

    public StoredArtifact? Plan { get; init; }

    public StoredArtifact? Report { get; init; }

    public StoredArtifact? Approval { get; init; }

    /// <summary>The execution that used the approval; null when none has.</summary>
    public string? Consumer { get; init; }

    /// <summary>The ends that were logged, the oldest first.</summary>
    public ImmutableArray<EndEvidence> Ends { get; init; } = [];

    /// <summary>What the index says of the last end.</summary>
    public EndEvidence? Indexed { get; init; }

    /// <summary>The documents of intent and transcription, as receipts and store have them.</summary>
    public ImmutableArray<CustodyNode> Origins { get; init; } = [];

    public RollbackState? Journal { get; init; }

    public string? JournalDamage { get; init; }

    public required DateTimeOffset LogBegan { get; init; }

    public required SignatureCheck Signatures { get; init; }
}
