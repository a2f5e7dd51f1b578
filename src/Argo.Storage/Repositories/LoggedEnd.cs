namespace Argo.Storage.Repositories;

/// <summary>One place in the log of ended executions.</summary>
/// <param name="Index">The place, from 0.</param>
/// <param name="ExecutionId">The execution that ended.</param>
/// <param name="ReceiptDigest">The digest of the receipt over that end.</param>
/// <param name="LeafHash">The leaf of the Merkle tree (RFC 6962), lower-case hex.</param>
public sealed record LoggedEnd(long Index, string ExecutionId, string ReceiptDigest, string LeafHash);
