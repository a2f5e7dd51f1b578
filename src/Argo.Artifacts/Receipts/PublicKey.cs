using System.Security.Cryptography;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Json;
using Argo.Artifacts.Reports;

namespace Argo.Artifacts.Receipts;

/// <summary>The public half of a host's key: what others check its signatures with.</summary>
/// <param name="KeyId">SHA-256 of the SubjectPublicKeyInfo (DER), lower-case hex.</param>
/// <param name="Pem">The SubjectPublicKeyInfo as PEM, for <c>openssl</c> and its kin.</param>
public sealed record PublicKey(string KeyId, string Pem)
{
    /// <summary>The public half of a key.</summary>
    public static PublicKey Of(ECDsa key)
    {
        DocumentSignature.RequireP256(key);
        return new PublicKey(IdOf(key), key.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    /// <summary>Reads a public key, or the public half of a private one.</summary>
    /// <exception cref="ArgumentException">It is not the PEM of a key on the curve P-256.</exception>
    public static PublicKey Read(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (CryptographicException bad)
        {
            throw new ArgumentException("it is not the PEM of an ECDSA key", nameof(pem), bad);
        }

        return Of(key);
    }

    /// <summary>The id of a key.</summary>
    public static string IdOf(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Whether this key has signed an approval, every byte of it.</summary>
    public bool HasSigned(ApprovalArtifact approval)
    {
        using var key = Open();
        return ApprovalSignature.Verify(approval, key);
    }

    /// <summary>Whether this key has signed a report, every byte of it.</summary>
    /// <param name="report">The report as it is stored or exported.</param>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    /// <exception cref="ArgumentException">A text in it is not Unicode.</exception>
    public bool HasSignedReport(ReadOnlyMemory<byte> report)
    {
        using var key = Open();
        return ReportSignature.Verify(report, key);
    }

    internal bool HasSigned(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        using var key = Open();
        return key.VerifyData(
            bytes, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private ECDsa Open()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(Pem);
        return key;
    }
}
