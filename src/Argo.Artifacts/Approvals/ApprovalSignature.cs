using System.Security.Cryptography;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Approvals;

/// <summary>
/// Signs approvals: ECDSA P-256 with SHA-256, DER, base64, over the canonical JSON without the signature.
/// </summary>
public static class ApprovalSignature
{
    /// <summary>The approval with its signature.</summary>
    /// <exception cref="ArgumentException">The key is not on the curve P-256.</exception>
    public static ApprovalArtifact Sign(ApprovalArtifact approval, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(approval);
        return approval with { Signature = DocumentSignature.Sign(approval, key) };
    }

    /// <summary>
    /// Whether the signature is this key's, over exactly this approval; false for any other text.
    /// </summary>
    /// <exception cref="ArgumentException">The key is not on the curve P-256.</exception>
    public static bool Verify(ApprovalArtifact approval, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(approval);
        return DocumentSignature.Verify(
            ArtifactJson.Canonical(approval, DocumentSignature.Member), approval.Signature, key);
    }
}
