using System.Collections.Immutable;
using System.Text.Json;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Hosting.Adapters;
using Argo.Storage;
using Argo.Storage.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Evidence;

/// <summary>Joins store, key and judges; opens the store when a call needs it.</summary>
internal sealed class ArgoEvidence(
    IServiceProvider services, IArgoStorePresence presence, HostKey key, HostKeyring keyring,
    TimeProvider time) : IArgoEvidence
{
    private ArgoStore Store => services.GetRequiredService<ArgoStore>();

    private EvidenceLoader Loader => new(Store, keyring);

    private TransparencyLog Log => new(Store, key, time);

    public Task<CustodyTrace?> TraceAsync(string id, CancellationToken cancellation = default) =>
        new CustodyTracer(Store, Loader).TraceAsync(id);

    public async Task<EvidenceVerdict?> VerifyAsync(
        string idOrPrefix, CancellationToken cancellation = default)
    {
        var unreadable = await Store.Executions.UnreadableAsync().ConfigureAwait(false);
        if (unreadable.FirstOrDefault(row => row.ExecutionId == idOrPrefix) is { } altered)
            return StoreVerifier.VerdictOf(altered);
        return await FindAsync(idOrPrefix).ConfigureAwait(false) is { } entry
            ? StoreVerifier.VerdictOf(await Loader.LoadAsync(entry).ConfigureAwait(false))
            : null;
    }

    public Task<StoreVerdict> VerifyAllAsync(CancellationToken cancellation = default) =>
        new StoreVerifier(Store, Loader).VerifyAsync(cancellation);

    public Task<EvidenceVerdict> VerifyFileAsync(
        ReadOnlyMemory<byte> file,
        DsseEnvelope? receipt = null,
        IReadOnlyCollection<PublicKey>? keys = null,
        CancellationToken cancellation = default) =>
        new FileVerifier(presence.Exists() ? Store : null, [.. keyring.Proving(), .. keys ?? []])
            .VerifyAsync(file, receipt);

    public async Task<DsseEnvelope?> FindReceiptAsync(
        string idOrPrefix, CancellationToken cancellation = default)
    {
        if (await FindAsync(idOrPrefix).ConfigureAwait(false) is not { } entry)
            return null;
        var ends = await Store.Log.OfAsync(entry.ExecutionId).ConfigureAwait(false);
        var receipt = ends is [.., var last]
            ? await Store.Artifacts.GetAsync(last.ReceiptDigest).ConfigureAwait(false)
            : null;
        try
        {
            return ArtifactJson.Read<DsseEnvelope>((receipt ?? throw TransparencyLog.NoReceipt(entry)).Json);
        }
        catch (ArtifactFormatException altered)
        {
            throw new ArgoException(
                ArgoFault.NotReachable,
                $"The receipt of {entry.ExecutionId} was altered and cannot be read; 'argo verify --all' "
                + "says more.",
                altered);
        }
    }

    public Task<DsseEnvelope> SignHeadAsync(CancellationToken cancellation = default) => Log.SignHeadAsync();

    public async Task<LogProof?> ProveAsync(
        string idOrPrefix, DsseEnvelope? published = null, CancellationToken cancellation = default) =>
        await FindAsync(idOrPrefix).ConfigureAwait(false) is { } entry
            ? await Log.ProveAsync(entry, published).ConfigureAwait(false)
            : null;

    public async Task<string> KeepOriginAsync(
        EvidenceKind kind, ReadOnlyMemory<byte> json, CancellationToken cancellation = default)
    {
        if (kind is not (EvidenceKind.Intent or EvidenceKind.Transcription))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "must be an intent or a transcription");
        var (word, canonical, id) = Read(kind, json);
        var digest = ArtifactDigest.OfJson(canonical);
        if (await Store.Artifacts.FindAsync(word, id)
            .ConfigureAwait(false) is { } kept && kept.Digest != digest)
            throw new ArgoException(ArgoFault.InvalidInput,
                $"{word}_id: another document of {id} is kept already ({kept.Digest}); give this one "
                + "another id.");
        await Store.Artifacts.PutAsync(new NewArtifact(word, id, digest, canonical)).ConfigureAwait(false);
        return digest;
    }

    public Task<ExportReport> ExportAsync(ExportRequest request, CancellationToken cancellation = default) =>
        new Exporter(Store, Loader, Log).ExportAsync(request, cancellation);

    public PublicKey GetKey() => key.NeedCurrent();

    public PublicKey? FindKey() => key.FindCurrent();

    public ImmutableArray<PublicKey> ListKeys() => key.Known();

    public PublicKey RotateKey() => key.Rotate();

    public ImmutableArray<PublicKey> ListTrustedKeys() => keyring.Trusted();

    public void TrustKey(PublicKey trusted) => keyring.Trust(trusted);

    public void DistrustKey(PublicKey trusted) => keyring.Distrust(trusted);

    private async Task<ExecutionEntry?> FindAsync(string idOrPrefix)
    {
        try
        {
            return await Store.Executions.GetAsync(idOrPrefix).ConfigureAwait(false);
        }
        catch (StoreException several) when (several.Fault is StoreFault.Conflict)
        {
            throw new ArgoException(ArgoFault.InvalidInput, $"id: {several.Message}", several);
        }
    }

    private static (string Word, byte[] Canonical, string Id) Read(
        EvidenceKind kind, ReadOnlyMemory<byte> json)
    {
        var word = Word.Snake(kind);
        try
        {
            var canonical = CanonicalJson.Of(json);
            var id = OriginCheck.IdOf(kind, canonical)
                ?? throw new ArgumentException("It has no such member that is text.", nameof(json));
            return ArtifactId.WhyNot(id) is { } problem
                ? throw new ArgoException(ArgoFault.InvalidInput, $"{word}_id: {problem}.")
                : (word, canonical, id);
        }
        catch (Exception bad) when (bad is JsonException or ArgumentException)
        {
            throw new ArgoException(
                ArgoFault.InvalidInput,
                $"{word}: must be one JSON object in UTF-8 that has its {word}_id, as text.",
                bad);
        }
    }
}
