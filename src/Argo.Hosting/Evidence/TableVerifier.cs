using Argo.Actors.Rollback;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Hosting.Adapters;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>
/// Judges the tables as wholes: rows that belong to no execution, rows that Argo did not write, artifacts,
/// and what came from what.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="loader">Knows the keys that signatures are checked with.</param>
/// <param name="known">The executions that the index has a row of.</param>
internal sealed class TableVerifier(ArgoStore store, EvidenceLoader loader, IReadOnlySet<string> known)
{
    public async Task<IReadOnlyList<EvidenceVerdict>> VerifyAsync()
    {
        var streams = known.Select(RollbackState.PersistenceIdOf).ToHashSet();
        var unused = await store.Streams.CountUnusedAsync().ConfigureAwait(false);
        return
        [
            .. (await store.Streams.ListAsync("").ConfigureAwait(false))
                .Where(stream => !streams.Contains(stream))
                .Select(stream => Wrong("journal", "an execution", "none",
                    $"The journal has the stream {stream}, which the index of executions does not know: its "
                    + "row was removed.")),
            .. (await store.Approvals.ListAsync().ConfigureAwait(false))
                .Where(used => !known.Contains(used.ExecutionId))
                .Select(used => Wrong("approvals.execution_id", "an execution", used.ExecutionId,
                    $"The approval {used.ApprovalId} is said to be used by {used.ExecutionId}, which the "
                    + "index of executions does not know.")),
            .. unused == 0 ? Array.Empty<EvidenceVerdict>() : [Wrong("tags, snapshot", "0", $"{unused}",
                $"The tables for tags and snapshots have {unused} row(s), of which Argo wrote none.")],
        ];
    }

    /// <summary>Every artifact, those that belong to no execution too.</summary>
    public async Task<(int Count, IReadOnlyList<EvidenceVerdict> Altered)> ArtifactsAsync()
    {
        var count = 0;
        var links = await store.Artifacts.LinksAsync().ConfigureAwait(false);
        var began = await store.Log.BeganAtAsync().ConfigureAwait(false);
        var signatures = await loader.SignaturesAsync().ConfigureAwait(false);
        var made = await store.Reports.ListAsync().ConfigureAwait(false);
        var kept = new HashSet<string>();
        var altered = await store.Artifacts.ScanAsync(
            stored =>
            {
                count++;
                kept.Add(stored.Digest);
                return Verify(stored, signatures, made)
                    ?? VerifyLinks(stored, [.. links[stored.Digest]], began);
            },
            (kind, reason) => Wrong("artifacts", "a row that can be read", "another",
                $"A {kind} that is stored was altered, and cannot be read any more: {reason}"))
            .ConfigureAwait(false);
        var lost = made.Where(report => !kept.Contains(report.Value)).Select(report => Wrong(
            "reports.digest", "a report that is kept", report.Value,
            $"The store says that a dry run made the report {report.Key}, and does not keep it."));
        var unlinked = links.Where(link => !kept.Contains(link.Key)).Select(link => Wrong(
            "artifact_links", "an artifact", link.Key,
            $"Something is said to have come from {link.First()}, and is not kept: {link.Key}."));
        return (count, [.. altered, .. lost, .. unlinked]);
    }

    public static EvidenceVerdict Wrong(string path, string expected, string found, string sentence) => new()
    {
        Kind = EvidenceKind.LogEntry, Broken = new BrokenLink(path, null, expected, found, sentence),
    };

    private static EvidenceVerdict? Verify(
        StoredArtifact stored, SignatureCheck signatures, IReadOnlyDictionary<string, string> made)
    {
        EvidenceKind? known = Enum.GetValues<EvidenceKind>()
            .Where(one => Word.Snake(one) == stored.Kind)
            .Select(one => (EvidenceKind?)one).FirstOrDefault();
        if (known is not { } kind)
            return Wrong("kind", "a kind of artifact", stored.Kind,
                $"The artifact {stored.ArtifactId} is of no kind that Argo keeps ({stored.Kind}).");
        var fault = ArtifactCheck.WrongBytes(kind, stored.Digest, stored) ?? kind switch
        {
            EvidenceKind.Report => signatures.WrongReport(stored) ?? NotMade(stored, signatures, made),
            EvidenceKind.Approval => signatures.WrongApproval(stored),
            _ => null,
        };
        return fault is { } wrong
            ? new EvidenceVerdict { Kind = kind, Id = stored.ArtifactId, Broken = wrong }
            : null;
    }

    /// <summary>A report that was kept since reports are signed has its row, under its own digest.</summary>
    private static BrokenLink? NotMade(
        StoredArtifact report, SignatureCheck signatures, IReadOnlyDictionary<string, string> made) =>
        report.CreatedAt < signatures.Since ? null : ArtifactCheck.Differs(
            "reports.digest", report.Digest, made.GetValueOrDefault(report.ArtifactId),
            $"The store does not say any more that a dry run made the report {report.ArtifactId}");

    /// <summary>What was stored before the links were kept has none.</summary>
    private static EvidenceVerdict? VerifyLinks(StoredArtifact stored, string[] found, DateTimeOffset began)
    {
        var expected = ArtifactArchive.SourcesOf(stored.Kind, stored.Json.Span).ToHashSet();
        return expected.SetEquals(found) || (found.Length == 0 && stored.CreatedAt < began)
            ? null
            : Wrong("artifact_links", string.Join(", ", expected), string.Join(", ", found),
                $"What the {stored.Kind} {stored.ArtifactId} came from was altered in the store: it says "
                + $"{Words(expected)}, and the store {Words(found)}.");
    }

    private static string Words(IReadOnlyCollection<string> sources) =>
        sources.Count == 0 ? "nothing" : string.Join(", ", sources.Order(StringComparer.Ordinal));
}
