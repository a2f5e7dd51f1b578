using System.Collections.Immutable;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>Recomputes a whole store: executions one by one, the tables beside them, and the log.</summary>
internal sealed class StoreVerifier(ArgoStore store, EvidenceLoader loader)
{
    public async Task<StoreVerdict> VerifyAsync(CancellationToken cancellation)
    {
        var filter = new ExecutionFilter { Limit = int.MaxValue };
        var entries = (await store.Executions.ListAsync(filter).ConfigureAwait(false)).Reverse().ToArray();
        var unreadable = await store.Executions.UnreadableAsync().ConfigureAwait(false);
        var broken = ImmutableArray.CreateBuilder<EvidenceVerdict>();
        broken.AddRange(unreadable.Select(VerdictOf));
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            var verdict = await VerifyAsync(entry).ConfigureAwait(false);
            if (!verdict.IsIntact)
                broken.Add(verdict);
        }

        var known = entries.Select(entry => entry.ExecutionId)
            .Concat(unreadable.Select(row => row.ExecutionId)).ToHashSet();
        var tables = new TableVerifier(store, loader, known);
        broken.AddRange(await tables.VerifyAsync().ConfigureAwait(false));
        var log = await store.Log.ListAsync().ConfigureAwait(false);
        broken.AddRange(Log(log, await store.Log.SizeAsync().ConfigureAwait(false), known));
        var (count, altered) = await tables.ArtifactsAsync().ConfigureAwait(false);
        var reported = broken.Select(verdict => verdict.Broken!.Explanation).ToHashSet();
        broken.AddRange(altered.Where(verdict => !reported.Contains(verdict.Broken!.Explanation)));
        return new StoreVerdict
        {
            Executions = entries.Length + unreadable.Count,
            Artifacts = count,
            LogSize = log.Count,
            RootHash = TransparencyLog.RootOf(log) ?? "",
            Broken = broken.ToImmutable(),
        };
    }

    /// <summary>What came of the links of one execution; the first broken one is named.</summary>
    public static EvidenceVerdict VerdictOf(ExecutionEvidence evidence)
    {
        var links = ExecutionVerifier.Links(evidence).ToArray();
        return new EvidenceVerdict
        {
            Kind = EvidenceKind.Execution,
            Id = evidence.Entry.ExecutionId,
            Broken = links.Select(link => link.Broken).FirstOrDefault(broken => broken is not null),
            EventsIntact = EventsOf(evidence),
            Checked =
            [
                .. links.Where(link => link.Broken is null && link.Status is CustodyStatus.Intact)
                    .Select(link => $"{Word.Of(link.Kind)} {link.Id}"
                        + (link.Detail.Length > 0 ? $": {link.Detail}" : "")),
            ],
        };
    }

    /// <summary>A row of the index that cannot be read.</summary>
    public static EvidenceVerdict VerdictOf(UnreadableExecution row) =>
        Unreadable(row.ExecutionId, row.Reason);

    /// <summary>One row that cannot be read must not keep the others from being checked.</summary>
    private async Task<EvidenceVerdict> VerifyAsync(ExecutionEntry entry)
    {
        try
        {
            return VerdictOf(await loader.LoadAsync(entry).ConfigureAwait(false));
        }
        catch (StoreException altered) when (altered.Fault is StoreFault.Corrupt)
        {
            return Unreadable(entry.ExecutionId, altered.Message);
        }
    }

    private static EvidenceVerdict Unreadable(string execution, string reason) => new()
    {
        Kind = EvidenceKind.Execution,
        Id = execution,
        Broken = new BrokenLink("execution", null, "a row that can be read", "another",
            $"What the store holds of {execution} was altered, and cannot be read any more: {reason}"),
    };

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

    private static IEnumerable<EvidenceVerdict> Log(
        IReadOnlyList<LoggedEnd> log, long size, HashSet<string> known)
    {
        foreach (var (place, end) in log.Index())
        {
            if (end.Index != place)
            {
                yield return TableVerifier.Wrong("log_entry", $"{place}", $"{end.Index}",
                    $"Number {place} of the log is missing: rows were removed.");
                break;
            }
        }

        if (size != log.Count)
            yield return TableVerifier.Wrong("log_size", $"{size}", $"{log.Count}",
                $"The log has {log.Count} ends, and {size} were appended: rows were removed or added.");
        foreach (var end in log.Where(end => !known.Contains(end.ExecutionId)))
            yield return TableVerifier.Wrong("execution", end.ExecutionId, "nothing",
                $"The log has an end of {end.ExecutionId}, which the index of executions does not know: "
                + "its row was removed.");
        if (TransparencyLog.RootOf(log) is null)
            yield return TableVerifier.Wrong(
                "leaf_hash", "SHA-256 hashes", "something else", "A leaf of the log was altered.");
    }
}
