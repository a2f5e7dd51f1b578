using Argo.Artifacts;
using Argo.Storage;

namespace Argo.Hosting.Joining;

/// <summary>Makes the receipt of an end: what is signed follows from the index, the result and the record.</summary>
internal sealed class ReceiptWriter(ArgoStore store, HostKey key)
{
    /// <summary>Gathers what the receipt says; what comes back signs it once its place in the log is known.</summary>
    public async Task<Func<long, NewArtifact>> PrepareAsync(
        ExecutionEntry ended, ExecutionResultArtifact result, string reason)
    {
        var predicate = PredicateOf(ended, result, reason) with
        {
            IntentDigest = await OriginAsync("intent", result.IntentId).ConfigureAwait(false),
            TranscriptionDigest =
                await OriginAsync("transcription", result.TranscriptionId).ConfigureAwait(false),
        };
        return index =>
            ArtifactArchive.PackReceipt(key.Sign(secret => Receipt.Sign(predicate with { LogIndex = index }, secret)),
                ended.ExecutionId);
    }

    /// <summary>What a receipt must say of an end, but for its place in the log and the origins' documents.</summary>
    /// <param name="ended">The index entry as it is after the end.</param>
    /// <param name="result">The result.</param>
    /// <param name="reason">The record's reason.</param>
    public static ReceiptPredicate PredicateOf(
        ExecutionEntry ended, ExecutionResultArtifact result, string reason) => new()
    {
        ExecutionId = ended.ExecutionId,
        State = ended.State,
        ExecutionStatus = result.ExecutionStatus,
        Reason = reason,
        LogIndex = -1,
        Workspace = ended.Workspace,
        WorkspaceRoot = ended.WorkspaceRoot,
        TranscriptionId = result.TranscriptionId,
        IntentId = result.IntentId,
        PlanId = ended.PlanId,
        PlanDigest = ended.PlanDigest,
        ReportId = result.DryRunReportId,
        ReportDigest = ended.ReportDigest,
        ApprovalDigest = ended.ApprovalDigest,
        UserApproved = result.UserApproved,
        Approver = result.Approver,
        ApprovedAt = result.ApprovalTimestamp,
        ResultId = result.ResultId,
        ResultDigest = ended.ResultDigest!,
        RecordHash = ended.RecordDigest!,
        SubmittedAt = ended.SubmittedAt,
        FinishedAt = ended.FinishedAt!.Value,
        Files = Receipt.FilesOf(result),
    };

    private async Task<string?> OriginAsync(string kind, string? id) =>
        id is null ? null : (await store.Artifacts.FindAsync(kind, id).ConfigureAwait(false))?.Digest;
}
