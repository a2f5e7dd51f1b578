using System.Collections.Immutable;
using Argo.Actors.Rollback;
using Argo.Artifacts;
using Argo.Storage;

namespace Argo.Hosting.Evidence;

/// <summary>Recomputes a whole store: executions one by one, artifacts one by one, and the log.</summary>
internal sealed class StoreJudge(ArgoStore store, EvidenceLoader loader)
{
    public async Task<StoreVerdict> JudgeAsync(CancellationToken cancellation)
    {
        var filter = new ExecutionFilter { Limit = int.MaxValue };
        var entries = (await store.Executions.ListAsync(filter).ConfigureAwait(false)).Reverse().ToArray();
        var broken = ImmutableArray.CreateBuilder<EvidenceVerdict>();
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            var verdict = VerdictOf(await loader.LoadAsync(entry).ConfigureAwait(false));
            if (!verdict.IsIntact)
                broken.Add(verdict);
        }

        broken.AddRange(await UnknownStreamsAsync(entries).ConfigureAwait(false));
        var log = await store.Log.ListAsync().ConfigureAwait(false);
        broken.AddRange(Log(log, await store.Log.SizeAsync().ConfigureAwait(false), entries));
        var (count, altered) = await ArtifactsAsync().ConfigureAwait(false);
        var told = broken.Select(verdict => verdict.Broken!.Explanation).ToHashSet();
        broken.AddRange(altered.Where(verdict => !told.Contains(verdict.Broken!.Explanation)));
        return new StoreVerdict
        {
            Executions = entries.Length,
            Artifacts = count,
            LogSize = log.Count,
            RootHash = LogKeeper.RootOf(log) ?? "",
            Broken = broken.ToImmutable(),
        };
    }

    /// <summary>What came of the links of one execution; the first broken one is named.</summary>
    public static EvidenceVerdict VerdictOf(ExecutionEvidence evidence)
    {
        var links = ExecutionJudge.Links(evidence).ToArray();
        return new EvidenceVerdict
        {
            Kind = EvidenceKind.Execution,
            Id = evidence.Entry.ExecutionId,
            Broken = links.Select(link => link.Broken).FirstOrDefault(broken => broken is not null),
            EventsIntact = EventsOf(evidence),
            Checked =
            [
                .. links.Where(link => link.Broken is null && link.Status is CustodyStatus.Intact)
                    .Select(link => $"{ArtifactCheck.Words(link.Kind)} {link.Id}"
                        + (link.Detail.Length > 0 ? $": {link.Detail}" : "")),
            ],
        };
    }

    private static int? EventsOf(ExecutionEvidence evidence)
    {
        try
        {
            return evidence.Indexed?.Record is { } record ? RecordVerifier.Verify(record.Json).EventsIntact
                : null;
        }
        catch (ArtifactFormatException)
        {
            return null; // its own link says so
        }
    }

    /// <summary>Journals of executions whose row was removed from the index.</summary>
    private async Task<IEnumerable<EvidenceVerdict>> UnknownStreamsAsync(IEnumerable<ExecutionEntry> entries)
    {
        var known = entries.Select(entry => RollbackState.PersistenceIdOf(entry.ExecutionId)).ToHashSet();
        var streams = await store.Streams.ListAsync("").ConfigureAwait(false);
        return streams.Where(stream => !known.Contains(stream)).Select(stream => Wrong(
            "journal", "an execution", "none",
            $"The journal has the stream {stream}, which the index of executions does not know: its row was "
            + "removed."));
    }

    private static IEnumerable<EvidenceVerdict> Log(
        IReadOnlyList<LoggedEnd> log, long size, IEnumerable<ExecutionEntry> entries)
    {
        var known = entries.Select(entry => entry.ExecutionId).ToHashSet();
        foreach (var (place, end) in log.Index())
        {
            if (end.Index != place)
            {
                yield return Wrong("log_entry", $"{place}", $"{end.Index}",
                    $"Number {place} of the log is missing: rows were removed.");
                break;
            }
        }

        if (size != log.Count)
            yield return Wrong("log_size", $"{size}", $"{log.Count}",
                $"The log has {log.Count} ends, and {size} were appended: rows were removed or added.");
        foreach (var end in log.Where(end => !known.Contains(end.ExecutionId)))
            yield return Wrong("execution", end.ExecutionId, "nothing",
                $"The log has an end of {end.ExecutionId}, which the index of executions does not know: "
                + "its row "
                + "was removed.");
        if (LogKeeper.RootOf(log) is null)
            yield return Wrong(
                "leaf_hash", "SHA-256 hashes", "something else", "A leaf of the log was altered.");
    }

    private static EvidenceVerdict Wrong(string path, string expected, string found, string sentence) => new()
    {
        Kind = EvidenceKind.LogEntry, Broken = new BrokenLink(path, null, expected, found, sentence),
    };

    /// <summary>Every artifact, those that belong to no execution too.</summary>
    private async Task<(int Count, IReadOnlyList<EvidenceVerdict> Altered)> ArtifactsAsync()
    {
        var count = 0;
        var signatures = await loader.SignaturesAsync().ConfigureAwait(false);
        var made = await store.Reports.ListAsync().ConfigureAwait(false);
        var altered = await store.Artifacts.ScanAsync(stored =>
        {
            count++;
            return Enum.GetValues<EvidenceKind>().Any(kind => ArtifactCheck.Snake(kind) == stored.Kind)
                ? Judge(stored, signatures, made)
                : Wrong("kind", "a kind of artifact", stored.Kind,
                    $"The artifact {stored.ArtifactId} is of no kind that Argo keeps ({stored.Kind}).");
        }).ConfigureAwait(false);
        return (count, altered);
    }

    private static EvidenceVerdict? Judge(
        StoredArtifact stored, SignatureCheck signatures, IReadOnlyDictionary<string, string> made)
    {
        var kind = Enum.GetValues<EvidenceKind>().First(one => ArtifactCheck.Snake(one) == stored.Kind);
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
}
