using Argo.Artifacts.Approvals;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;

namespace Argo.Artifacts.Receipts;

/// <summary>Compares an artifact with what a verified receipt says of it.</summary>
public static class ReceiptMatch
{
    /// <summary>How a record differs from the one that was signed for; null when it is that one.</summary>
    public static BrokenLink? FindFault(ExecutionRecord record, ReceiptPredicate receipt) =>
        Differs("execution_id", receipt.ExecutionId, record.ExecutionId)
        ?? Differs("execution_hash", receipt.RecordHash, RecordHash.Compute(record));

    /// <summary>How a result differs from the one that was signed for; null when it is that one.</summary>
    public static BrokenLink? FindFault(ExecutionResultArtifact result, ReceiptPredicate receipt) =>
        Differs("execution_id", receipt.ExecutionId, result.ExecutionId)
        ?? Differs("result_digest", receipt.ResultDigest, ArtifactDigest.Of(result));

    /// <summary>How a report differs from the one that was signed for; null when it is that one.</summary>
    public static BrokenLink? FindFault(DryRunExecutionReport report, ReceiptPredicate receipt) =>
        Differs("report_digest", receipt.ReportDigest ?? "null", ArtifactDigest.Of(report));

    /// <summary>How an approval differs from the one that was signed for; null when it is that one.</summary>
    public static BrokenLink? FindFault(ApprovalArtifact approval, ReceiptPredicate receipt) =>
        Differs("approval_digest", receipt.ApprovalDigest ?? "null", ArtifactDigest.Of(approval));

    private static BrokenLink? Differs(string path, string signed, string found) =>
        signed == found ? null : new BrokenLink(path, null, signed, found,
            $"This is not what the receipt was signed for: its {path} is {found}, and {signed} was signed.");
}
