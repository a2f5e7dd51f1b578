using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Argo.Artifacts.Receipts;

/// <summary>The document inside a receipt: an in-toto Statement, version 1.</summary>
public sealed record ReceiptStatement
{
    /// <summary>What in-toto calls this kind of document.</summary>
    public const string StatementType = "https://in-toto.io/Statement/v1";

    /// <summary>What Argo calls what its receipts say.</summary>
    public const string ExecutionPredicate = "urn:argo:predicate:execution:1.0.0";

    /// <summary>The media type of its bytes in an envelope.</summary>
    public const string MediaType = "application/vnd.in-toto+json";

    /// <summary>Always <see cref="StatementType"/>.</summary>
    [JsonPropertyName("_type")]
    public required string Type { get; init; }

    /// <summary>The touched files that exist afterwards; the record where there is none.</summary>
    public required ImmutableArray<ReceiptSubject> Subject { get; init; }

    /// <summary>Always <see cref="ExecutionPredicate"/>.</summary>
    [JsonPropertyName("predicateType")]
    public required string PredicateType { get; init; }

    /// <summary>What is said of them.</summary>
    public required ReceiptPredicate Predicate { get; init; }
}
