using System.Collections.Concurrent;
using Akka.Persistence.Embedded;

namespace Argo.Actors.Tests.Engine;

/// <summary>A journal in memory that notes every write in a test's own log, and fails when told to.</summary>
internal sealed class SpyJournal(ConcurrentQueue<string> calls) : IEventJournal
{
    private readonly InMemoryJournal _rows = new();

    /// <summary>Manifests whose next write fails; each is used up.</summary>
    public ConcurrentDictionary<string, int> Failing { get; } = new();

    public async Task WriteAsync(IReadOnlyList<JournalRow> rows)
    {
        foreach (var row in rows)
        {
            if (Failing.AddOrUpdate(row.Manifest, -1, (_, left) => left - 1) >= 0)
                throw new IOException("the journal's disk is full");
        }

        await _rows.WriteAsync(rows);
        foreach (var row in rows)
            calls.Enqueue($"journal {row.Manifest}");
    }

    public Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        _rows.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr);

    public Task ReplayAsync(
        string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<JournalRow> callback) =>
        _rows.ReplayAsync(persistenceId, fromSequenceNr, toSequenceNr, max, callback);

    public Task DeleteToAsync(string persistenceId, long toSequenceNr) => _rows.DeleteToAsync(persistenceId, toSequenceNr);
}
