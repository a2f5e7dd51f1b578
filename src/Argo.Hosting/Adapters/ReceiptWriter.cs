using System.Security.Cryptography;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Results;
using Argo.Hosting.Logging;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Adapters;

/// <summary>
/// Makes the receipt of an end: what is signed follows from the index, the result and the record.
/// </summary>
/// <remarks>
/// An end is stored whatever becomes of the key, or it would be lost: its receipt is unsigned then, and
/// whoever verifies it is told so.
/// </remarks>
internal sealed class ReceiptWriter(HostKey key, ArgoLog log)
{
    /// <summary>The receipt of an end, signed where the host's key can be used.</summary>
    public NewArtifact Write(ReceiptRequest request, ExecutionResultArtifact result, string reason)
    {
        var predicate = PredicateOf(request.Ended, result, reason) with
        {
            LogIndex = request.Index,
            IndexDigest = request.Digests.Index,
            JournalDigest = request.Digests.Journal,
            JournalEvents = request.Digests.JournalEvents,
            IntentDigest = result.IntentId is { } intent ? request.OriginDigest("intent", intent) : null,
            TranscriptionDigest =
                result.TranscriptionId is { } spoken ? request.OriginDigest("transcription", spoken) : null,
        };
        return ArtifactArchive.PackReceipt(Sign(predicate), request.Ended.ExecutionId);
    }

    private DsseEnvelope Sign(ReceiptPredicate predicate)
    {
        try
        {
            return key.Sign(secret => Receipt.Sign(predicate, secret));
        }
        catch (Exception unusable) when (unusable is ArgoException or CryptographicException)
        {
            log.Logger.Error(
                "The receipt of {ExecutionId} is not signed: {Reason}", predicate.ExecutionId,
                unusable.Message);
            return Receipt.WithoutSignature(predicate);
        }
    }

    /// <summary>
    /// What a receipt must say of an end, but for its place in the log and the origins' documents.
    /// </summary>
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
        ApproverOsUser = result.ApproverOsUser,
        ApprovedAt = result.ApprovalTimestamp,
        ResultId = result.ResultId,
        ResultDigest = ended.ResultDigest!,
        RecordHash = ended.RecordDigest!,
        SubmittedAt = ended.SubmittedAt,
        FinishedAt = ended.FinishedAt!.Value,
        Files = Receipt.FilesOf(result),
        KeptPaths = result.KeptPaths,
    };
}
