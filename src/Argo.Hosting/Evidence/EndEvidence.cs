using Argo.Artifacts.Receipts;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>
/// One end of an execution: its place in the log, its receipt, and what that was signed for.
/// </summary>
internal sealed record EndEvidence(
    LoggedEnd? Place, StoredArtifact? Receipt, StoredArtifact? Result, StoredArtifact? Record)
{
    /// <summary>What the receipt says, unverified; null when it cannot be read.</summary>
    public ReceiptPredicate? Said { get; init; }

    /// <summary>The digests over the rows that the store has of it now; null when it says nothing.</summary>
    public EndDigests? Now { get; init; }
}
