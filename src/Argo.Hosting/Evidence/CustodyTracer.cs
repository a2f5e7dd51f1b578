using System.Collections.Immutable;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Artifacts.Records;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>
/// Finds the chain that an id belongs to, and puts its links into a tree: what came from what.
/// </summary>
internal sealed class CustodyTracer(ArgoStore store, EvidenceLoader loader)
{
    public async Task<CustodyTrace?> TraceAsync(string id)
    {
        if (await FindAsync(id).ConfigureAwait(false) is not { } found)
            return null;
        var roots = ImmutableArray.CreateBuilder<CustodyNode>();
        foreach (var plan in found.PlanDigests)
            roots.Add(await PlanAsync(plan).ConfigureAwait(false));
        return new CustodyTrace
        {
            Id = found.Id,
            Kind = found.Kind,
            Roots = found.PlanDigests.IsEmpty
                ? await AloneAsync(found).ConfigureAwait(false)
                : Merge(roots.ToImmutable()),
        };
    }

    /// <summary>
    /// An origin that no plan names yet; anything else without a plan has lost its execution.
    /// </summary>
    private async Task<ImmutableArray<CustodyNode>> AloneAsync(Found found) =>
        found.Kind is EvidenceKind.Intent or EvidenceKind.Transcription
            ? await loader.OriginAsync(found.Kind, [found.Id], []).ConfigureAwait(false)
            :
            [
                new CustodyNode
                {
                    Kind = EvidenceKind.Execution,
                    Id = found.Id,
                    Status = CustodyStatus.Missing,
                    Broken = new BrokenLink("execution", null, found.Id, "nothing",
                        $"The {Word.Of(found.Kind)} {found.Id} is in the store, but the "
                        + "index knows no "
                        + "execution or plan that it belongs to."),
                },
            ];

    private sealed record Found(string Id, EvidenceKind Kind, ImmutableArray<string> PlanDigests);

    /// <summary>Exact ids go before beginnings.</summary>
    private async Task<Found?> FindAsync(string id)
    {
        var begun = await ExecutionAsync(id).ConfigureAwait(false);
        if (begun is not null && begun.ExecutionId == id)
            return new Found(id, EvidenceKind.Execution, [begun.PlanDigest]);
        var artifacts = await store.Artifacts.WithIdAsync(id).ConfigureAwait(false);
        if (artifacts is [] && await store.Artifacts.GetAsync(id).ConfigureAwait(false) is { } one)
            artifacts = [one];
        if (artifacts is [var first, ..])
            return await FromArtifactsAsync(first, artifacts).ConfigureAwait(false);
        foreach (var kind in (EvidenceKind[])[EvidenceKind.Intent, EvidenceKind.Transcription])
        {
            if (await PlansOfAsync(kind, id).ConfigureAwait(false) is { IsEmpty: false } plans)
                return new Found(id, kind, plans);
        }

        if (begun is not null)
            return new Found(begun.ExecutionId, EvidenceKind.Execution, [begun.PlanDigest]);
        return await ByColumnAsync(id).ConfigureAwait(false)
            ?? (await DocumentFinder.BeginningWithAsync(store, id).ConfigureAwait(false) is { } document
                ? await FromArtifactsAsync(document, [document]).ConfigureAwait(false)
                : null);
    }

    private async Task<ExecutionEntry?> ExecutionAsync(string id)
    {
        try
        {
            return await store.Executions.GetAsync(id).ConfigureAwait(false);
        }
        catch (StoreException several) when (several.Fault is StoreFault.Conflict)
        {
            throw new ArgoException(ArgoFault.InvalidInput, $"id: {several.Message}", several);
        }
    }

    private async Task<Found> FromArtifactsAsync(StoredArtifact first, IReadOnlyList<StoredArtifact> all)
    {
        var kind = Enum.GetValues<EvidenceKind>().FirstOrDefault(
            one => Word.Snake(one) == first.Kind, EvidenceKind.Execution);
        var plans = new List<string>();
        foreach (var artifact in all)
            plans.AddRange(await PlansOfAsync(kind, artifact).ConfigureAwait(false));
        if (plans.Count == 0 && kind is not (EvidenceKind.Intent or EvidenceKind.Transcription))
            plans.AddRange((await ByColumnAsync(first.Digest).ConfigureAwait(false))?.PlanDigests ?? []);
        return new Found(first.ArtifactId, kind, [.. plans.Distinct()]);
    }

    /// <summary>An artifact that was altered is found by what the index and the links say of it.</summary>
    private async Task<IEnumerable<string>> PlansOfAsync(EvidenceKind kind, StoredArtifact artifact)
    {
        switch (kind)
        {
            case EvidenceKind.Plan:
                return [artifact.Digest];
            case EvidenceKind.Intent or EvidenceKind.Transcription:
                return await PlansOfAsync(kind, artifact.ArtifactId).ConfigureAwait(false);
            case EvidenceKind.Record or EvidenceKind.Receipt:
                return await ExecutionAsync(artifact.ArtifactId).ConfigureAwait(false) is { } entry
                    ? [entry.PlanDigest]
                    : [];
            case EvidenceKind.Result:
                return await PlansOfExecutionsAsync(
                    await SourcesAsync(artifact, "execution").ConfigureAwait(false)).ConfigureAwait(false);
            default:
                var used = await store.Executions.OfAsync(artifact.Digest).ConfigureAwait(false);
                return used.Select(entry => entry.PlanDigest)
                    .Concat(await PlansByLinkAsync(kind, artifact).ConfigureAwait(false));
        }
    }

    private async Task<IEnumerable<string>> PlansOfExecutionsAsync(IEnumerable<string> ids)
    {
        var plans = new List<string>();
        foreach (var id in ids)
        {
            if (await ExecutionAsync(id).ConfigureAwait(false) is { } entry)
                plans.Add(entry.PlanDigest);
        }

        return plans;
    }

    private async Task<IEnumerable<string>> PlansByLinkAsync(EvidenceKind kind, StoredArtifact artifact)
    {
        if (kind is EvidenceKind.Report)
            return await SourcesAsync(artifact, "plan").ConfigureAwait(false);
        var plans = new List<string>();
        foreach (var digest in await SourcesAsync(artifact, "report").ConfigureAwait(false))
        {
            if (await store.Artifacts.GetAsync(digest).ConfigureAwait(false) is { } report)
                plans.AddRange(await SourcesAsync(report, "plan").ConfigureAwait(false));
        }

        return plans;
    }

    private async Task<IEnumerable<string>> SourcesAsync(StoredArtifact artifact, string kind) =>
        (await store.Artifacts.SourcesOfAsync(artifact.Digest).ConfigureAwait(false))
            .Where(source => source.StartsWith($"{kind}:", StringComparison.Ordinal))
            .Select(source => source[(kind.Length + 1)..]);

    private async Task<ImmutableArray<string>> PlansOfAsync(EvidenceKind kind, string id) =>
    [
        .. (await store.Artifacts.CameFromAsync($"{Word.Snake(kind)}:{id}").ConfigureAwait(false))
            .Where(one => one.Kind == "plan").Select(one => one.Digest),
    ];

    /// <summary>
    /// A plan, report or approval that is gone itself is still named by the executions that had it.
    /// </summary>
    private async Task<Found?> ByColumnAsync(string id)
    {
        var filter = new ExecutionFilter { Limit = int.MaxValue };
        foreach (var entry in await store.Executions.ListAsync(filter).ConfigureAwait(false))
        {
            EvidenceKind? kind = id == entry.PlanId || id == entry.PlanDigest ? EvidenceKind.Plan
                : id == entry.ReportDigest ? EvidenceKind.Report
                : id == entry.ApprovalDigest ? EvidenceKind.Approval
                : id == entry.ResultDigest ? EvidenceKind.Result
                : id == entry.RecordDigest ? EvidenceKind.Record
                : null;
            if (kind is { } known)
                return new Found(id, known, [entry.PlanDigest]);
        }

        return null;
    }

    /// <summary>A plan under its intent under its transcription, with all that came of it.</summary>
    private async Task<CustodyNode> PlanAsync(string digest)
    {
        var entries = await store.Executions.OfAsync(digest).ConfigureAwait(false);
        var evidence = new List<ExecutionEvidence>();
        foreach (var entry in entries.Where(entry => entry.PlanDigest == digest))
            evidence.Add(await loader.LoadAsync(entry).ConfigureAwait(false));
        var stored = await loader.GetAsync(digest).ConfigureAwait(false);
        var plan = CustodyTree.PlanOf(digest, stored, evidence) with
        {
            Children = CustodyTree.Under(
                await ReportsAsync(digest).ConfigureAwait(false),
                evidence,
                await loader.SignaturesAsync().ConfigureAwait(false)),
        };
        return await RootAsync(plan, stored, evidence).ConfigureAwait(false);
    }

    /// <summary>The reports of a plan with their approvals, used or not.</summary>
    private async Task<ImmutableArray<(StoredArtifact Report, IReadOnlyList<StoredArtifact> Approvals)>>
        ReportsAsync(string planDigest)
    {
        var reports = ImmutableArray.CreateBuilder<(StoredArtifact, IReadOnlyList<StoredArtifact>)>();
        foreach (var report in await store.Artifacts.CameFromAsync($"plan:{planDigest}")
            .ConfigureAwait(false))
        {
            reports.Add((
                report,
                await store.Artifacts.CameFromAsync($"report:{report.Digest}").ConfigureAwait(false)));
        }

        return reports.ToImmutable();
    }

    private async Task<CustodyNode> RootAsync(
        CustodyNode plan, StoredArtifact? stored, List<ExecutionEvidence> evidence)
    {
        var root = plan;
        var said = evidence.SelectMany(one => one.Ends).Select(end => end.Said).OfType<ReceiptPredicate>()
            .ToArray();
        var (intent, transcription) = CustodyTree.OriginsOf(stored, said);
        foreach (var (kind, id, pinned) in ((EvidenceKind, string?, IEnumerable<string?>)[])
            [
                (EvidenceKind.Intent, intent, said.Select(one => one.IntentDigest)),
                (EvidenceKind.Transcription, transcription, said.Select(one => one.TranscriptionDigest)),
            ])
        {
            if (id is not null)
            {
                string[] digests = [.. pinned.OfType<string>().Distinct()];
                var origin = await loader.OriginAsync(kind, [id], digests).ConfigureAwait(false);
                root = origin[0] with { Children = [root] };
            }
        }

        return root;
    }

    /// <summary>Trees that grew from the same transcription or intent become one.</summary>
    private static ImmutableArray<CustodyNode> Merge(ImmutableArray<CustodyNode> roots) =>
    [
        .. roots.GroupBy(root => (root.Kind, root.Id)).Select(same =>
            same.First() is var first && first.Kind is EvidenceKind.Transcription or EvidenceKind.Intent
                ? first with { Children = Merge([.. same.SelectMany(root => root.Children)]) }
                : first),
    ];
}
