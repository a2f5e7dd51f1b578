using System.Collections.Concurrent;

namespace Argo.Actors.Tests.Support;

/// <summary>A journal in memory that notes every write in a test's own log, and fails when told to.</summary>
/// <remarks>Each engine's <c>TestEngine</c> puts it behind its own kind of journal.</remarks>
internal sealed class SpyJournal(ConcurrentQueue<string> calls)
{
    private readonly ConcurrentDictionary<(string Id, long Nr), SpyRow> _rows = new();
    private readonly List<SpyRow> _batch = [];
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _gathered;

    /// <summary>Manifests whose next write fails; each is used up.</summary>
    public ConcurrentDictionary<string, int> Failing { get; } = new();

    /// <summary>Manifests whose next write is kept although its writer hears that it failed.</summary>
    public ConcurrentDictionary<string, int> FailingAfter { get; } = new();

    /// <summary>
    /// The first so many writes are one batch, which one refused row fails as a whole; what comes after it is
    /// written row by row.
    /// </summary>
    public int FirstBatch { get; init; }

    /// <summary>What happens before the batch is written.</summary>
    public Action OnBatch { get; set; } = () => { };

    /// <summary>Why nothing can be read; null where it can.</summary>
    public Exception? ReadFault { get; set; }

    /// <summary>Writes as a journal that waits for more: the answer comes with that of the batch.</summary>
    public Task WriteAsync(IReadOnlyList<SpyRow> rows)
    {
        lock (_batch)
        {
            if (_gathered < FirstBatch)
            {
                _batch.AddRange(rows);
                if (++_gathered == FirstBatch)
                    WriteBatch();
                return _written.Task;
            }
        }

        return Task.Run(() => Write(rows));
    }

    private void WriteBatch()
    {
        OnBatch();
        try
        {
            Write(_batch);
            _written.SetResult();
        }
        catch (IOException refused)
        {
            _written.SetException(refused);
        }
    }

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

        if (rows.Any(row => FailingAfter.AddOrUpdate(row.Manifest, -1, (_, left) => left - 1) >= 0))
            throw new IOException("the connection was lost");
    }

    /// <summary>One stream, in order.</summary>
    public IReadOnlyList<SpyRow> Read(string persistenceId) =>
        [.. _rows.Values.Where(row => row.PersistenceId == persistenceId).OrderBy(row => row.SequenceNr)];
}
