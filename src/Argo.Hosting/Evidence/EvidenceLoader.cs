using System.Collections.Immutable;
using Argo.Actors.Rollback;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Hosting.Adapters;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>Takes out of the store what belongs to an execution; judges nothing.</summary>
internal sealed class EvidenceLoader(ArgoStore store, HostKeyring keys)
{
    public ImmutableArray<PublicKey> Keys() => keys.Proving();

    public async Task<SignatureCheck> SignaturesAsync() =>
        new(Keys(), await store.Reports.SignedSinceAsync().ConfigureAwait(false));

    public async Task<ExecutionEvidence> LoadAsync(ExecutionEntry entry)
    {
        var approval = await GetAsync(entry.ApprovalDigest).ConfigureAwait(false);
        var facts = await store.Streams.ReadAsync(RollbackState.PersistenceIdOf(entry.ExecutionId))
            .ConfigureAwait(false);
        var (journal, damage) = RollbackJournal.TryFold(facts);
        var ends = await EndsAsync(entry).ConfigureAwait(false);
        return new ExecutionEvidence
        {
            Entry = entry,
            Plan = await GetAsync(entry.PlanDigest).ConfigureAwait(false),
            Report = await GetAsync(entry.ReportDigest).ConfigureAwait(false),
            Approval = approval,
            Consumer = approval is null
                ? null
                : await store.Approvals.ConsumerAsync(approval.ArtifactId).ConfigureAwait(false),
            Ends = ends,
            Origins =
            [
                .. await OriginAsync(EvidenceKind.Transcription, Ids(ends, said => said.TranscriptionId),
                    Ids(ends, said => said.TranscriptionDigest)).ConfigureAwait(false),
                .. await OriginAsync(EvidenceKind.Intent, Ids(ends, said => said.IntentId),
                    Ids(ends, said => said.IntentDigest)).ConfigureAwait(false),
            ],
            Indexed = entry.ResultDigest is null ? null : new EndEvidence(
                null,
                null,
                await GetAsync(entry.ResultDigest).ConfigureAwait(false),
                await GetAsync(entry.RecordDigest).ConfigureAwait(false)),
            Journal = journal,
            JournalDamage = damage,
            LogBegan = await store.Log.BeganAtAsync().ConfigureAwait(false),
            Signatures = await SignaturesAsync().ConfigureAwait(false),
        };
    }

    /// <summary>The statement inside a stored receipt, unverified; null when it cannot be read.</summary>
    public static ReceiptPredicate? TryRead(StoredArtifact? receipt)
    {
        try
        {
            return receipt is null
                ? null
                : Receipt.Read(ArtifactJson.Read<DsseEnvelope>(receipt.Json)).Predicate;
        }
        catch (ArtifactFormatException)
        {
            return null;
        }
    }

    public async Task<StoredArtifact?> GetAsync(string? digest) =>
        digest is null ? null : await store.Artifacts.GetAsync(digest).ConfigureAwait(false);

    /// <summary>The link that an origin is.</summary>
    /// <param name="kind">Intent or transcription.</param>
    /// <param name="ids">Its id, or nothing.</param>
    /// <param name="pinned">The digests that receipts were signed for.</param>
    public async Task<ImmutableArray<CustodyNode>> OriginAsync(
        EvidenceKind kind, IReadOnlyCollection<string> ids, IReadOnlyCollection<string> pinned)
    {
        var nodes = ImmutableArray.CreateBuilder<CustodyNode>();
        foreach (var id in ids)
        {
            var stored = await store.Artifacts.FindAsync(Word.Snake(kind), id).ConfigureAwait(false);
            nodes.Add(OriginCheck.Check(kind, id, stored, pinned));
        }

        return nodes.ToImmutable();
    }

    private static string[] Ids(IEnumerable<EndEvidence> ends, Func<ReceiptPredicate, string?> of) =>
        [.. ends.Select(end => end.Said).OfType<ReceiptPredicate>().Select(of).OfType<string>().Distinct()];

    private async Task<ImmutableArray<EndEvidence>> EndsAsync(ExecutionEntry entry)
    {
        var ends = ImmutableArray.CreateBuilder<EndEvidence>();
        foreach (var place in await store.Log.OfAsync(entry.ExecutionId).ConfigureAwait(false))
        {
            var receipt = await GetAsync(place.ReceiptDigest).ConfigureAwait(false);
            var said = TryRead(receipt);
            ends.Add(new EndEvidence(
                place,
                receipt,
                await GetAsync(said?.ResultDigest).ConfigureAwait(false),
                await GetAsync(said?.RecordHash).ConfigureAwait(false))
            {
                Said = said,
                Now = said is null ? null : await store.Log.DigestsAsync(
                    entry.ExecutionId, RollbackState.PersistenceIdOf(entry.ExecutionId), said.JournalEvents)
                    .ConfigureAwait(false),
            });
        }

        return ends.ToImmutable();
    }
}
