using System.Collections.Immutable;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Reports;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>
/// Puts links into a tree: reports under their plan, approvals under their report, and so on.
/// </summary>
internal static class CustodyTree
{
    public static CustodyNode PlanOf(
        string digest, StoredArtifact? stored, IReadOnlyList<ExecutionEvidence> evidence) =>
        evidence is [var first, ..] ? ExecutionVerifier.Plan(first)
        : ArtifactCheck.Check<ExecutionPlanArtifact>(
            EvidenceKind.Plan, digest, stored, plan => (null, $"{plan.Steps.Length} step(s)"));

    /// <summary>What came of a plan: its reports, and the executions that had none.</summary>
    public static ImmutableArray<CustodyNode> Under(
        ImmutableArray<(StoredArtifact Report, IReadOnlyList<StoredArtifact> Approvals)> reports,
        IReadOnlyList<ExecutionEvidence> evidence,
        SignatureCheck signatures)
    {
        var dry = reports.Select(report => Report(report.Report, report.Approvals, evidence, signatures));
        var known = reports.Select(report => report.Report.Digest).ToHashSet();
        var gone = evidence.Where(one => one.Entry.ReportDigest is { } digest && !known.Contains(digest))
            .GroupBy(one => one.Entry.ReportDigest!)
            .Select(same => ExecutionVerifier.Report(
                same.First())! with { Children = UnderReport([], [.. same], signatures) });
        var bare = evidence.Where(one => one.Entry.ReportDigest is null);
        return [.. dry, .. gone, .. UnderReport([], [.. bare], signatures)];
    }

    /// <summary>The ids of what a plan came from, as the plan or else its receipts have them.</summary>
    public static (string? Intent, string? Transcription) OriginsOf(
        StoredArtifact? plan, IReadOnlyList<ReceiptPredicate> said)
    {
        try
        {
            if (plan is not null)
            {
                var read = ArtifactJson.Read<ExecutionPlanArtifact>(plan.Json, ArtifactLimits.Evidence);
                return (read.IntentId, read.TranscriptionId);
            }
        }
        catch (ArtifactFormatException)
        {
            // its own link says so
        }

        return said is [var first, ..] ? (first.IntentId, first.TranscriptionId) : (null, null);
    }

    private static CustodyNode Report(
        StoredArtifact report,
        IReadOnlyList<StoredArtifact> approvals,
        IReadOnlyList<ExecutionEvidence> evidence,
        SignatureCheck signatures)
    {
        var used = evidence.Where(one => one.Entry.ReportDigest == report.Digest).ToArray();
        var node = used is [var first, ..]
            ? ExecutionVerifier.Report(first)!
            : ArtifactCheck.Check<DryRunExecutionReport>(EvidenceKind.Report, report.Digest, report,
                read => (
                    ArtifactCheck.Differs("report_digest", report.Digest, read.ReportDigest,
                        "The report says another digest of itself") ?? signatures.WrongReport(report),
                    Word.Of(read.SimulationStatus)));
        return node with { Children = UnderReport(approvals, used, signatures) };
    }

    private static ImmutableArray<CustodyNode> UnderReport(
        IReadOnlyList<StoredArtifact> approvals,
        IReadOnlyList<ExecutionEvidence> evidence,
        SignatureCheck signatures)
    {
        var used = evidence.Where(one => one.Entry.ApprovalDigest is not null)
            .GroupBy(one => one.Entry.ApprovalDigest!)
            .Select(same => ExecutionVerifier.Approval(same.First())! with
            {
                Children = [.. same.Select(Execution)],
            })
            .ToArray();
        var taken = used.Select(node => node.Digest).ToHashSet();
        var unused = approvals.Where(one => !taken.Contains(one.Digest)).Select(one =>
            ArtifactCheck.Check<ApprovalArtifact>(
                EvidenceKind.Approval, one.Digest, one, read => (
                    signatures.WrongApproval(read, one, isRefused: true),
                    $"{ExecutionVerifier.ApprovalWords(read)}; not used")));
        var bare = evidence.Where(one => one.Entry.ApprovalDigest is null).Select(Execution);
        return [.. used, .. unused, .. bare];
    }

    private static CustodyNode Execution(ExecutionEvidence evidence) =>
        ExecutionVerifier.Execution(evidence) with
    {
        Children =
        [
            .. ExecutionVerifier.Undo(evidence) is { } undo ? [undo] : Array.Empty<CustodyNode>(),
            .. ExecutionVerifier.Ends(evidence),
        ],
    };
}
