using Argo.Artifacts.Approvals;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>
/// Checks an exported file: by itself, against a receipt, and against the store where there is one.
/// </summary>
internal sealed class FileVerifier(ArgoStore? store, IReadOnlyCollection<PublicKey> keys)
{
    public async Task<EvidenceVerdict> VerifyAsync(ReadOnlyMemory<byte> file, DsseEnvelope? receipt)
    {
        var verdict = EvidenceFile.Verify(file, keys);
        if (receipt is not null && (verdict.IsIntact || EvidenceFile.IsUnsigned(verdict)))
            verdict = AgainstReceipt(verdict with { Broken = null }, file, receipt);
        if (verdict.IsIntact && store is not null)
            verdict = await AgainstStoreAsync(verdict, file).ConfigureAwait(false);
        return verdict.IsIntact && verdict.Kind is EvidenceKind.Result && verdict.Checked.Length == 1
            ? throw new ArgoException(
                ArgoFault.NotFound,
                $"A result has no hash of its own, and no store here knows {verdict.Id}: give its "
                + "receipt with "
                + "--receipt, or the store's directory with --data.")
            : verdict;
    }

    private EvidenceVerdict AgainstReceipt(
        EvidenceVerdict verdict, ReadOnlyMemory<byte> file, DsseEnvelope receipt)
    {
        var signed = EvidenceFile.Verify(ArtifactJson.Canonical(receipt), keys);
        if (signed.Broken is { } forged)
            return verdict with { Broken = forged with { Path = $"receipt.{forged.Path}" } };
        var said = Receipt.Read(receipt).Predicate;
        var fault = verdict.Kind switch
        {
            EvidenceKind.Record => ReceiptMatch.FindFault(ArtifactJson.Read<ExecutionRecord>(file), said),
            EvidenceKind.Result =>
                ReceiptMatch.FindFault(ArtifactJson.Read<ExecutionResultArtifact>(file), said),
            EvidenceKind.Report =>
                ReceiptMatch.FindFault(ArtifactJson.Read<DryRunExecutionReport>(file), said),
            EvidenceKind.Approval => ReceiptMatch.FindFault(ArtifactJson.Read<ApprovalArtifact>(file), said),
            _ => throw new ArgoException(
                ArgoFault.InvalidInput, "--receipt: goes with a record, a result, a report or an approval."),
        };
        return With(verdict, fault, "the receipt was signed for it");
    }

    private async Task<EvidenceVerdict> AgainstStoreAsync(EvidenceVerdict verdict, ReadOnlyMemory<byte> file)
    {
        if (verdict.Id is not { } id || verdict.Kind is not (EvidenceKind.Record or EvidenceKind.Report
            or EvidenceKind.Result or EvidenceKind.Receipt or EvidenceKind.Approval))
            return verdict;
        var kind = Word.Snake(verdict.Kind);
        var digest = ArtifactDigest.OfJson(file, ArtifactCheck.LeftOut(verdict.Kind));
        if (await store!.Artifacts.GetAsync(digest).ConfigureAwait(false) is { } kept && kept.Kind == kind)
        {
            return With(verdict, OtherBytes(verdict, kept, file), "this host's store keeps the same") with
            {
                IsInStore = true,
            };
        }

        var known = verdict.Kind is EvidenceKind.Result
            ? await store.Artifacts.CameFromAsync($"execution:{id}").ConfigureAwait(false)
            : await store.Artifacts.WithIdAsync(id).ConfigureAwait(false);
        return verdict with
        {
            IsInStore = false,
            Broken = known.LastOrDefault(one => one.Kind == kind) is not { } other
                ? null
                : new BrokenLink(kind, null, other.Digest, digest,
                    $"This host's store keeps another {kind} of {id}: its digest is {other.Digest}, and "
                    + $"that of the file {digest}."),
        };
    }

    /// <summary>The digest leaves a report's signature out: another one is another document.</summary>
    private static BrokenLink? OtherBytes(
        EvidenceVerdict verdict, StoredArtifact kept, ReadOnlyMemory<byte> file) =>
        verdict.Kind is not EvidenceKind.Report
            || CanonicalJson.Of(file).AsSpan().SequenceEqual(kept.Json.Span)
            ? null
            : new BrokenLink("signature", null, "the signature that the store keeps", "another",
                $"This host's store keeps the report {kept.ArtifactId} with another signature.");

    private static EvidenceVerdict With(EvidenceVerdict verdict, BrokenLink? fault, string what) =>
        fault is not null
            ? verdict with { Broken = fault }
            : verdict with { Checked = [.. verdict.Checked, what] };
}
