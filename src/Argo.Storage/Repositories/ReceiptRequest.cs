using Argo.Artifacts.Executions;

namespace Argo.Storage.Repositories;

/// <summary>What a receipt is made from, read in the transaction of the end itself.</summary>
/// <param name="Index">Its place in the log.</param>
/// <param name="Ended">The execution's entry as it is after the end.</param>
/// <param name="Digests">Over the rows that the store keeps of it.</param>
/// <param name="OriginDigest">
/// The digest of the newest artifact of a kind and id, such as an intent; null when none is kept.
/// </param>
public sealed record ReceiptRequest(
    long Index, ExecutionEntry Ended, EndDigests Digests, Func<string, string, string?> OriginDigest);
