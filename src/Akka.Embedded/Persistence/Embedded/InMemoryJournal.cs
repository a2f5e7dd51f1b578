using System.Collections.Concurrent;

namespace Akka.Persistence.Embedded;

/// <summary>
/// A journal in memory, for tests and for systems that need none on disk. May be shared by systems.
/// </summary>
public sealed class InMemoryJournal : IEventJournal
{
    private readonly ConcurrentDictionary<string, Stream> _streams = new();

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<JournalRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        try
        {
            // Rows of one call belong to one actor, hence to one stream.
            foreach (var stream in rows.GroupBy(row => row.PersistenceId))
                _streams.GetOrAdd(stream.Key, _ => new Stream()).Append([.. stream]);
            return Task.CompletedTask;
        }
        catch (JournalConflictException conflict)
        {
            return Task.FromException(conflict);
        }
    }

    /// <inheritdoc/>
    public Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        Task.FromResult(_streams.TryGetValue(persistenceId, out var stream) ? stream.Highest : 0);

    /// <inheritdoc/>
    public Task ReplayAsync(
        string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<JournalRow> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (_streams.TryGetValue(persistenceId, out var stream))
        {
            foreach (var row in stream.Read(fromSequenceNr, toSequenceNr, max))
                callback(row);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteToAsync(string persistenceId, long toSequenceNr)
    {
        if (_streams.TryGetValue(persistenceId, out var stream))
            stream.DeleteTo(toSequenceNr);
        return Task.CompletedTask;
    }

    private sealed class Stream
    {
        private readonly Lock _gate = new();
        private readonly List<JournalRow> _rows = [];
        private long _highest;

        internal long Highest
        {
            get
            {
                lock (_gate)
                    return _highest;
            }
        }

        internal void Append(JournalRow[] rows)
        {
            lock (_gate)
            {
                var taken = rows.FirstOrDefault(row => row.SequenceNr <= _highest);
                if (taken is not null)
                    throw new JournalConflictException(taken.PersistenceId, taken.SequenceNr);
                _rows.AddRange(rows);
                _highest = rows[^1].SequenceNr;
            }
        }

        internal JournalRow[] Read(long from, long to, long max)
        {
            lock (_gate)
            {
                var found = _rows.Where(row => row.SequenceNr >= from && row.SequenceNr <= to);
                return [.. max < int.MaxValue ? found.Take((int)max) : found];
            }
        }

        internal void DeleteTo(long to)
        {
            lock (_gate)
                _rows.RemoveAll(row => row.SequenceNr <= to);
        }
    }
}
