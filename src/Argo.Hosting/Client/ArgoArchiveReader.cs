using System.Collections.Immutable;
using Argo.Actors;
using Argo.Actors.Observation;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using Argo.Hosting.Adapters;
using Argo.Hosting.Evidence;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Client;

/// <summary>Reads the store; starts nothing.</summary>
internal sealed class ArgoArchiveReader(ArgoStore store, UnsettledExecutions unsettled) : IArgoArchive
{
    public async Task<ImmutableArray<ExecutionEntry>> ListAsync(
        ListRequest? request = null, CancellationToken cancellation = default)
    {
        request ??= new ListRequest();
        var filter = new ExecutionFilter
        {
            Limit = request.Limit,
            State = request.State,
            WorkspaceRoot = request.WorkspaceRoot,
            Since = request.Since,
        };
        return [.. await store.Executions.ListAsync(filter).ConfigureAwait(false)];
    }

    public async Task<ImmutableArray<UnreadableExecution>> ListUnreadableAsync(
        CancellationToken cancellation = default) =>
        [.. await store.Executions.UnreadableAsync().ConfigureAwait(false)];

    public async Task<StoredExecution?> FindAsync(string idOrPrefix, CancellationToken cancellation = default)
    {
        if (await FindEntry(idOrPrefix).ConfigureAwait(false) is not { } entry)
            return null;
        var result = await Bytes(entry.ResultDigest).ConfigureAwait(false);
        var record = await Bytes(entry.RecordDigest).ConfigureAwait(false);
        return new StoredExecution(
            entry,
            result is { } r ? ArtifactJson.Read<ExecutionResultArtifact>(r, ArtifactLimits.Evidence) : null,
            record is { } e ? ArtifactJson.Read<ExecutionRecord>(e, ArtifactLimits.Evidence) : null,
            record)
        {
            IsLeftBehind = await IsLeftBehind(entry).ConfigureAwait(false),
            IsOutOfSight = IsUnfinished(entry)
                && ProcessOwner.LifeOf(entry.Owner) is OwnerLife.Unknown,
        };
    }

    public async Task<StoredDocument?> FindDocumentAsync(
        string idOrPrefix, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(idOrPrefix);
        var exact = (await store.Artifacts.WithIdAsync(idOrPrefix).ConfigureAwait(false))
            .LastOrDefault(one => one.Kind is not ("record" or "receipt"));
        var found = exact
            ?? await store.Artifacts.GetAsync(idOrPrefix).ConfigureAwait(false)
            ?? await DocumentFinder.BeginningWithAsync(store, idOrPrefix).ConfigureAwait(false);
        return found is null ? null : new StoredDocument(KindOf(found), found.ArtifactId, found.Json);
    }

    public async Task<string?> FindApprovalUserAsync(
        string approvalId, CancellationToken cancellation = default) =>
        await store.Approvals.ConsumerAsync(approvalId).ConfigureAwait(false)
        ?? await new ApprovalUsers(store).FindAsync(approvalId).ConfigureAwait(false);

    private static EvidenceKind KindOf(StoredArtifact stored) =>
        Enum.GetValues<EvidenceKind>().First(kind => Word.Snake(kind) == stored.Kind);

    public async Task<RollbackScaffold?> PlanRollbackAsync(
        string idOrPrefix, CancellationToken cancellation = default)
    {
        var stored = await FindAsync(idOrPrefix, cancellation).ConfigureAwait(false);
        if (stored?.Record is not { } record
            || await Bytes(stored.Entry.PlanDigest).ConfigureAwait(false) is not { } plan)
        {
            return null;
        }

        var known = ArtifactJson.Read<ExecutionPlanArtifact>(plan, ArtifactLimits.Evidence);
        return RollbackPlanner.PlanRollback(record, ScaffoldHint.Of(known), known, stored.Result);
    }

    public async Task<ImmutableArray<ParkedExecution>> ListParkedAsync(
        CancellationToken cancellation = default)
    {
        var filter = new ExecutionFilter { State = ExecutionState.Parked, Limit = int.MaxValue };
        var parked = ImmutableArray.CreateBuilder<ParkedExecution>();
        foreach (var entry in await store.Executions.ListAsync(filter).ConfigureAwait(false))
        {
            var facts = await store.Streams.ReadAsync(RollbackState.PersistenceIdOf(entry.ExecutionId))
                .ConfigureAwait(false);
            var (state, unreadable) = RollbackJournal.TryFold(facts);
            parked.Add(new ParkedExecution(entry, state?.Conflicts ?? [], state?.Left ?? [], unreadable));
        }

        return parked.ToImmutable();
    }

    public Task<ImmutableArray<UnsettledExecution>> ListUnsettledAsync(
        CancellationToken cancellation = default) => unsettled.FindAsync();

    public Task<ImmutableArray<UnsettledExecution>> FindInTheWayAsync(
        ExecutionPlanArtifact plan, WorkspaceRef workspace, CancellationToken cancellation = default) =>
        unsettled.FindInTheWayAsync(new ExecutionRequest
        {
            ExecutionId = ExecutionId.New(),
            Plan = plan,
            Workspace = workspace.Name,
            WorkspaceRoot = workspace.Root,
        });

    /// <summary>
    /// A process that is gone may have stored the end just before: so its entry is read again.
    /// </summary>
    private async Task<bool> IsLeftBehind(ExecutionEntry entry) =>
        IsUnfinished(entry) && ProcessOwner.IsGone(entry.Owner)
        && await store.Executions.GetAsync(entry.ExecutionId).ConfigureAwait(false) is { } now
        && IsUnfinished(now) && now.Owner == entry.Owner;

    private static bool IsUnfinished(ExecutionEntry entry) =>
        entry.State is ExecutionState.Queued or ExecutionState.Running;

    private async Task<ExecutionEntry?> FindEntry(string idOrPrefix)
    {
        try
        {
            return await store.Executions.GetAsync(idOrPrefix).ConfigureAwait(false);
        }
        catch (StoreException several) when (several.Fault is StoreFault.Conflict)
        {
            throw new ArgoException(ArgoFault.InvalidInput, $"id: {several.Message}", several);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> Bytes(string? digest) =>
        digest is null ? null : (await store.Artifacts.GetAsync(digest).ConfigureAwait(false))?.Json;
}
