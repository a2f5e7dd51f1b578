using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;

namespace Argo.Artifacts.Json;

/// <summary>The digests of artifacts: SHA-256 over canonical JSON, lower-case hex.</summary>
/// <remarks>
/// An artifact's own digest is left out of it, and so is a report's signature, which covers the digest. An
/// approval's signature is not left out, so that both halves are pinned.
/// </remarks>
public static class ArtifactDigest
{
    /// <summary>
    /// Of a plan, with the digests of its secrets in their place: so it can be checked without them.
    /// </summary>
    public static string Of(ExecutionPlanArtifact plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Of(plan.WithoutSecrets(), except: []);
    }

    /// <summary>
    /// Of a report, without <see cref="DryRunExecutionReport.ReportDigest"/> and
    /// <see cref="DryRunExecutionReport.Signature"/>.
    /// </summary>
    public static string Of(DryRunExecutionReport report) => Of(report, "report_digest", "signature");

    /// <summary>Of an approval, with its signature.</summary>
    public static string Of(ApprovalArtifact approval) => Of(approval, except: []);

    /// <summary>Of a result.</summary>
    public static string Of(ExecutionResultArtifact result) => Of(result, except: []);

    /// <summary>
    /// Of a record, without <see cref="ExecutionRecord.ExecutionHash"/>: the same as that, when the record is
    /// whole.
    /// </summary>
    public static string Of(ExecutionRecord record) => Of(record, "execution_hash");

    /// <summary>Of a receipt, with its signature: what the log has a leaf of.</summary>
    public static string Of(DsseEnvelope receipt) => Of(receipt, except: []);

    /// <summary>Of any JSON as its bytes have it, without some members of the outermost object.</summary>
    /// <param name="utf8Json">The bytes.</param>
    /// <param name="except">The members left out; none by default.</param>
    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    /// <exception cref="ArgumentException">A text is not Unicode.</exception>
    public static string OfJson(ReadOnlyMemory<byte> utf8Json, params ReadOnlySpan<string> except) =>
        CanonicalJson.Digest(CanonicalJson.Of(utf8Json, except));

    private static string Of<T>(T artifact, params ReadOnlySpan<string> except) =>
        CanonicalJson.Digest(ArtifactJson.Canonical(artifact, except));
}
