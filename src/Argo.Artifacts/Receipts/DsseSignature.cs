using System.Text.Json.Serialization;

namespace Argo.Artifacts.Receipts;

/// <summary>One signature of an envelope.</summary>
public sealed record DsseSignature
{
    /// <summary>Whose: SHA-256 of the key's SubjectPublicKeyInfo, lower-case hex.</summary>
    [JsonPropertyName("keyid")]
    public required string KeyId { get; init; }

    /// <summary>ECDSA P-256 with SHA-256, DER, base64, over the pre-authentication encoding.</summary>
    public required string Sig { get; init; }
}
