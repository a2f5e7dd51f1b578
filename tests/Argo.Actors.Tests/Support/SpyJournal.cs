using System.Collections.Concurrent;

namespace Argo.Actors.Tests.Support;

/// <summary>A journal in memory that notes every write in a test's own log, and fails when told to.</summary>
/// <remarks>Each engine's <c>TestEngine</c> puts it behind its own kind of journal.</remarks>
internal sealed class SpyJournal(ConcurrentQueue<string> calls)
{
    private readonly ConcurrentDictionary<(string Id, long Nr), SpyRow> _rows = new();

    /// <summary>Manifests whose next write fails; each is used up.</summary>
    public ConcurrentDictionary<string, int> Failing { get; } = new();

    /// <exception cref="IOException">A test wants it so, or a row is there already; none is kept.</exception>
    public void Write(IReadOnlyList<SpyRow> rows)
    {
        foreach (var row in rows)
        {
            if (Failing.AddOrUpdate(row.Manifest, -1, (_, left) => left - 1) >= 0)
                throw new IOException("the journal's disk is full");
            if (_rows.ContainsKey((row.PersistenceId, row.SequenceNr)))
                throw new IOException($"event {row.SequenceNr} of {row.PersistenceId} is there already");
        }

        foreach (var row in rows)
        {
            _rows[(row.PersistenceId, row.SequenceNr)] = row;
            calls.Enqueue($"journal {row.Manifest}");
        }
    }

    /// <summary>One stream, in order.</summary>
    public IReadOnlyList<SpyRow> Read(string persistenceId) =>
        [.. _rows.Values.Where(row => row.PersistenceId == persistenceId).OrderBy(row => row.SequenceNr)];
}
