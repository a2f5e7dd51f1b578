using System.Security.Cryptography;

namespace Argo.Artifacts;

/// <summary>
/// Signs approvals: ECDSA P-256 with SHA-256, DER, base64, over the canonical JSON without the signature.
/// </summary>
public static class ApprovalSignature
{
    private const DSASignatureFormat Der = DSASignatureFormat.Rfc3279DerSequence;
    private const int KeyBits = 256;

    /// <summary>The approval with its signature.</summary>
    /// <exception cref="ArgumentException">The key is not on the curve P-256.</exception>
    public static ApprovalArtifact Sign(ApprovalArtifact approval, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(approval);
        RequireP256(key);
        var signature = key.SignData(Signed(approval), HashAlgorithmName.SHA256, Der);
        return approval with { Signature = Convert.ToBase64String(signature) };
    }

    /// <summary>
    /// Whether the signature is this key's, over exactly this approval; false for any other text.
    /// </summary>
    /// <exception cref="ArgumentException">The key is not on the curve P-256.</exception>
    public static bool Verify(ApprovalArtifact approval, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(approval);
        RequireP256(key);
        var signature = new byte[approval.Signature.Length];
        return Convert.TryFromBase64String(approval.Signature, signature, out var length)
            && key.VerifyData(Signed(approval), signature.AsSpan(0, length), HashAlgorithmName.SHA256, Der);
    }

    private static byte[] Signed(ApprovalArtifact approval) => ArtifactJson.Canonical(approval, "signature");

    internal static void RequireP256(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.KeySize != KeyBits)
            throw new ArgumentException(
                $"the key must be on the curve P-256; this one has {key.KeySize} bits", nameof(key));
    }
}
