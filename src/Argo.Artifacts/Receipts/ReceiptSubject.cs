using System.Collections.Immutable;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Receipts;

/// <summary>
/// One thing that a receipt is about: a file, by the digest that it has after the execution.
/// </summary>
public sealed record ReceiptSubject
{
    /// <summary>
    /// The path relative to the workspace; <c>urn:argo:record:ID</c> for the record itself.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>By algorithm: <c>sha256</c>, lower-case hex.</summary>
    public required ImmutableSortedDictionary<string, string> Digest
    {
        get;
        init => field = JsonDefaults.ByName(value);
    }
}
