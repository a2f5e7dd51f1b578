using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Argo.Artifacts.Receipts;

/// <summary>A signed document as DSSE 1.0 has it: the bytes, what they are, and who signed both.</summary>
public sealed record DsseEnvelope
{
    /// <summary>The document's bytes, base64.</summary>
    public required string Payload { get; init; }

    /// <summary>What the bytes are, such as <c>application/vnd.in-toto+json</c>.</summary>
    [JsonPropertyName("payloadType")]
    public required string PayloadType { get; init; }

    /// <summary>The signatures; Argo makes one.</summary>
    public required ImmutableArray<DsseSignature> Signatures { get; init; }
}
