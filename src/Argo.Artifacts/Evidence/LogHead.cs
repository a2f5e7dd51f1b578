using System.Security.Cryptography;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;

namespace Argo.Artifacts.Evidence;

/// <summary>What a host's log of ended executions was at one moment; signed, it can be published.</summary>
public sealed record LogHead
{
    /// <summary>The version of the JSON form.</summary>
    public const string CurrentSchemaVersion = "1.0.0";

    /// <summary>The media type of its bytes in an envelope.</summary>
    public const string MediaType = "application/vnd.argo.log-head+json";

    /// <summary>How many ends the log has.</summary>
    public required long TreeSize { get; init; }

    /// <summary>The root of its Merkle tree (RFC 6962), lower-case hex.</summary>
    public required string RootHash { get; init; }

    /// <summary>When it was looked at.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The version of the JSON form.</summary>
    public string SchemaVersion { get; init => field = JsonDefaults.Text(value, CurrentSchemaVersion); } =
        CurrentSchemaVersion;

    /// <summary>The signed head.</summary>
    /// <exception cref="ArgumentException">The key is not on the curve P-256.</exception>
    public DsseEnvelope Sign(ECDsa key) => Dsse.Sign(MediaType, ArtifactJson.Canonical(this), key);

    /// <summary>The head inside an envelope, unverified.</summary>
    /// <exception cref="ArtifactFormatException">It holds no head.</exception>
    public static LogHead Read(DsseEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return envelope.PayloadType == MediaType && Dsse.PayloadOf(envelope) is { } payload
            ? ArtifactJson.Read<LogHead>(payload)
            : throw new ArtifactFormatException("payloadType", $"must be {MediaType} for a head of the log");
    }
}
