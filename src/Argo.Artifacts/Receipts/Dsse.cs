using System.Security.Cryptography;
using System.Text;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;

namespace Argo.Artifacts.Receipts;

/// <summary>Signs and checks envelopes: DSSE 1.0 with ECDSA P-256, SHA-256 and DER signatures.</summary>
public static class Dsse
{
    private const DSASignatureFormat Der = DSASignatureFormat.Rfc3279DerSequence;

    /// <summary>What is signed: <c>DSSEv1 LEN(type) type LEN(body) body</c>, lengths in bytes.</summary>
    public static byte[] PreAuthenticationEncoding(string payloadType, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(payloadType);
        var length = Encoding.UTF8.GetByteCount(payloadType);
        return [.. Encoding.UTF8.GetBytes($"DSSEv1 {length} {payloadType} {payload.Length} "), .. payload];
    }

    /// <summary>The signed envelope of a document.</summary>
    /// <exception cref="ArgumentException">The key is not on the curve P-256.</exception>
    public static DsseEnvelope Sign(string payloadType, ReadOnlySpan<byte> payload, ECDsa key)
    {
        DocumentSignature.RequireP256(key);
        var signature = key.SignData(
            PreAuthenticationEncoding(payloadType, payload), HashAlgorithmName.SHA256, Der);
        return new DsseEnvelope
        {
            Payload = Convert.ToBase64String(payload),
            PayloadType = payloadType,
            Signatures =
                [new() { KeyId = PublicKey.IdOf(key), Sig = Convert.ToBase64String(signature) }],
        };
    }

    /// <summary>What is wrong with an envelope; null when one of the keys has signed exactly this.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="keys">Those that are trusted.</param>
    public static BrokenLink? FindFault(DsseEnvelope envelope, IEnumerable<PublicKey> keys)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.Signatures.IsEmpty)
            return new("signatures", null, "1", "0",
                "It is not signed: the host's key could not be used when it was made, so nothing proves it.");
        if (envelope.Signatures is not [var signature])
            return new("signatures", null, "1", $"{envelope.Signatures.Length}",
                $"An envelope of Argo has one signature; this one has {envelope.Signatures.Length}.");
        if (Bytes(envelope.Payload) is not { } payload)
            return Unreadable("payload");
        if (Bytes(signature.Sig) is not { } signed)
            return Unreadable("signatures[0].sig");
        if (keys.FirstOrDefault(key => key.KeyId == signature.KeyId) is not { } known)
            return new("signatures[0].keyid", null, "a known key", signature.KeyId,
                $"The key {signature.KeyId} is not known here: it was altered, or another host signed; "
                + "give that host's public key with --key.");
        return known.HasSigned(PreAuthenticationEncoding(envelope.PayloadType, payload), signed) ? null : new(
            "signatures[0].sig", null, $"a signature by {known.KeyId}", signature.Sig,
            $"The signature is not over these bytes: what the key {known.KeyId} signed was another "
            + "document.");
    }

    /// <summary>The document's bytes; null when they are not base64 in its one canonical spelling.</summary>
    public static byte[]? PayloadOf(DsseEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return Bytes(envelope.Payload);
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length)
            && Convert.ToBase64String(bytes, 0, length) == base64
                ? bytes[..length]
                : null;
    }

    private static BrokenLink Unreadable(string path) => new(
        path, null, "base64", "something else", $"{path} is not base64 as Argo writes it: it was altered.");
}
