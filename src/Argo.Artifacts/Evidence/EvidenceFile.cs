using System.Text.Json;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;

namespace Argo.Artifacts.Evidence;

/// <summary>
/// Checks one exported file offline: tells what it is, and recomputes everything from its bytes.
/// </summary>
/// <remarks>
/// A record that was altered and hashed anew, and a result, which has no hash of its own, hold by themselves:
/// they are told from the true ones by the receipt or the store (see <see cref="ReceiptMatch"/>).
/// </remarks>
public static class EvidenceFile
{
    /// <summary>What a file is, a plan too; null when it is nothing that Argo reads or exports.</summary>
    public static EvidenceKind? KindOf(ReadOnlySpan<byte> file) => EvidenceSniffer.KindOf(file);

    /// <summary>Checks a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="keys">The public keys that are trusted; a record needs none.</param>
    /// <exception cref="ArtifactFormatException">It is nothing that Argo exports.</exception>
    public static EvidenceVerdict Verify(ReadOnlyMemory<byte> file, IReadOnlyCollection<PublicKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var kind = KindOf(file.Span) switch
        {
            null => throw new ArtifactFormatException("",
                "This is no record, result, receipt, report, approval, log head or log proof of Argo."),
            EvidenceKind.Plan => throw new ArtifactFormatException("",
                "This is a plan, which proves nothing by itself: verify its report, its approval or its "
                + "execution."),
            { } known => known,
        };
        try
        {
            var verdict = Judge(kind, file, keys);
            return verdict.IsIntact && CanonicalFormCheck.FindOther(file, "the file") is { } other
                ? verdict with { Broken = other }
                : verdict;
        }
        catch (ArtifactFormatException damaged)
        {
            return new EvidenceVerdict { Kind = kind, Broken = Damaged(kind, damaged) };
        }
    }

    /// <summary>
    /// Whether all that is wrong with a report is that it is not signed: older ones are not, and only a
    /// receipt can vouch for them.
    /// </summary>
    public static bool IsUnsigned(EvidenceVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return verdict is { Kind: EvidenceKind.Report, Broken: { Path: "signature", Found: NoSignature } };
    }

    private const string NoSignature = "none";

    private static EvidenceVerdict Judge(
        EvidenceKind kind, ReadOnlyMemory<byte> file, IReadOnlyCollection<PublicKey> keys) => kind switch
    {
        EvidenceKind.Record => RecordOf(file),
        EvidenceKind.Result => ResultOf(file),
        EvidenceKind.Report => ReportOf(file, keys),
        EvidenceKind.Approval => ApprovalOf(file, keys),
        EvidenceKind.LogProof => LogProofCheck.Verify(ArtifactJson.Read<LogProof>(file), keys),
        EvidenceKind.LogHead => EnvelopeCheck.Head(ArtifactJson.Read<DsseEnvelope>(file), keys),
        _ => EnvelopeCheck.Receipt(ArtifactJson.Read<DsseEnvelope>(file), keys),
    };

    private static EvidenceVerdict RecordOf(ReadOnlyMemory<byte> file)
    {
        var record = ArtifactJson.Read<ExecutionRecord>(file);
        var verdict = RecordVerifier.Verify(file);
        return new EvidenceVerdict
        {
            Kind = EvidenceKind.Record,
            Id = record.ExecutionId,
            EventsIntact = verdict.EventsIntact,
            Broken = verdict.Broken,
            Checked = verdict.IsIntact ? [$"{verdict.EventsIntact} events linked", "the hash of the whole"]
                : [],
        };
    }

    private static EvidenceVerdict ResultOf(ReadOnlyMemory<byte> file) => new()
    {
        Kind = EvidenceKind.Result,
        Id = ArtifactJson.Read<ExecutionResultArtifact>(file).ExecutionId,
        Checked = ["it reads as a result; it has no hash of its own"],
    };

    private static EvidenceVerdict ReportOf(ReadOnlyMemory<byte> file, IReadOnlyCollection<PublicKey> keys)
    {
        var report = ArtifactJson.Read<DryRunExecutionReport>(file);
        var verdict = new EvidenceVerdict { Kind = EvidenceKind.Report, Id = report.ReportId };
        var (expected, found) = (OfBytes(file, "report_digest", "signature"), report.ReportDigest);
        if (expected != found)
        {
            return verdict with
            {
                Broken = new BrokenLink("report_digest", null, expected, found,
                    $"The report was changed after the dry run (expected {expected}, found {found})."),
            };
        }

        var signer = keys.FirstOrDefault(key => key.HasSignedReport(file));
        return signer is null
            ? verdict with { Checked = ["its digest"], Broken = NotSigned(report) }
            : verdict with { Checked = ["its digest", $"signed by the key {signer.KeyId[..16]}"] };
    }

    private static BrokenLink NotSigned(DryRunExecutionReport report) => report.Signature.Length == 0
        ? new BrokenLink("signature", null, "a signature by a known key", NoSignature,
            "The report is not signed, and anybody can compute its digest: it was forged, or made before "
            + "reports were signed; then the receipt of its execution vouches for it (--receipt).")
        : new BrokenLink("signature", null, "a signature by a known key", report.Signature,
            "No key that is known here has signed this report: it was altered, or another host made it.");

    private static EvidenceVerdict ApprovalOf(
        ReadOnlyMemory<byte> file, IReadOnlyCollection<PublicKey> keys)
    {
        var approval = ArtifactJson.Read<ApprovalArtifact>(file);
        var signer = keys.FirstOrDefault(key => key.HasSigned(approval));
        return new EvidenceVerdict
        {
            Kind = EvidenceKind.Approval,
            Id = approval.ApprovalId,
            Checked = signer is null ? [] : [$"signed by the key {signer.KeyId[..16]}"],
            Broken = signer is not null ? null : new BrokenLink(
                "signature", null, "a signature by a known key", approval.Signature,
                "No key that is known here has signed this approval: it was altered, or another host "
                + "signed."),
        };
    }

    private static string OfBytes(ReadOnlyMemory<byte> file, params ReadOnlySpan<string> except) =>
        CanonicalJson.Digest(CanonicalJson.Of(JsonElement.Parse(file.Span), except));

    private static BrokenLink Damaged(EvidenceKind kind, ArtifactFormatException damaged)
    {
        var word = LowerSnakeEnumConverter<EvidenceKind>.WordOf(kind).Replace('_', ' ');
        return new BrokenLink(damaged.Path, null, $"a {word}", "something else",
            $"It was a {word}, and cannot be read any more: {damaged.Message}");
    }
}
