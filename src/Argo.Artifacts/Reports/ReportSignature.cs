using System.Security.Cryptography;
using System.Text.Json;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Reports;

/// <summary>
/// Signs dry-run reports as their host makes them: ECDSA P-256 with SHA-256, DER, base64, over the canonical
/// JSON without the signature, so over the report's own digest too.
/// </summary>
/// <remarks>
/// Whoever can compute a digest can forge a report that fits it; only the host can sign it.
/// </remarks>
public static class ReportSignature
{
    /// <summary>The report with its signature; its digest must be in it already.</summary>
    /// <exception cref="ArgumentException">The key is not on the curve P-256.</exception>
    public static DryRunExecutionReport Sign(DryRunExecutionReport report, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report with { Signature = DocumentSignature.Sign(report, key) };
    }

    /// <summary>Whether the signature is this key's, over every byte of the report as it is stored.</summary>
    /// <param name="utf8Json">The report's bytes; white space and the order of members do not count.</param>
    /// <param name="key">The public half of the key.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="ArgumentException">A text is not Unicode, or the key is not on the curve
    /// P-256.</exception>
    public static bool Verify(ReadOnlyMemory<byte> utf8Json, ECDsa key) =>
        Find(utf8Json) is { } signature && DocumentSignature.Verify(
            CanonicalJson.Of(utf8Json, DocumentSignature.Member), signature, key);

    /// <summary>The signature in a report's bytes; null when it has none.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static string? Find(ReadOnlyMemory<byte> utf8Json)
    {
        using var document = JsonDocument.Parse(utf8Json);
        return document.RootElement.ValueKind is JsonValueKind.Object
            && document.RootElement.TryGetProperty(DocumentSignature.Member, out var signature)
            && signature.ValueKind is JsonValueKind.String
            && signature.GetString() is { Length: > 0 } text
                ? text
                : null;
    }
}
