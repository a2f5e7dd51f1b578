using System.Security.Cryptography;

namespace Argo.Artifacts.Json;

/// <summary>
/// Signs documents: ECDSA P-256 with SHA-256, DER, base64, over the canonical JSON without the signature.
/// </summary>
internal static class DocumentSignature
{
    /// <summary>The member that holds the signature, which is not signed itself.</summary>
    public const string Member = "signature";

    private const DSASignatureFormat Der = DSASignatureFormat.Rfc3279DerSequence;
    private const int KeyBits = 256;

    /// <summary>The signature over an artifact.</summary>
    /// <exception cref="ArgumentException">The key is not on the curve P-256.</exception>
    public static string Sign<T>(T artifact, ECDsa key)
    {
        RequireP256(key);
        return Convert.ToBase64String(
            key.SignData(ArtifactJson.Canonical(artifact, Member), HashAlgorithmName.SHA256, Der));
    }

    /// <summary>
    /// Whether a signature is this key's, over exactly these bytes, and spelled as Argo writes it.
    /// </summary>
    /// <exception cref="ArgumentException">The key is not on the curve P-256.</exception>
    public static bool Verify(ReadOnlySpan<byte> signedBytes, string signature, ECDsa key)
    {
        RequireP256(key);
        var bytes = new byte[signature.Length];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && Convert.ToBase64String(bytes, 0, length) == signature // base64 has several spellings
            && key.VerifyData(signedBytes, bytes.AsSpan(0, length), HashAlgorithmName.SHA256, Der);
    }

    public static void RequireP256(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.KeySize != KeyBits)
            throw new ArgumentException(
                $"the key must be on the curve P-256; this one has {key.KeySize} bits", nameof(key));
    }
}
