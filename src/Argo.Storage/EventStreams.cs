using Argo.Storage.Sql;

namespace Argo.Storage;

/// <summary>The journal as a list of streams, whichever actor engine writes it.</summary>
public sealed class EventStreams
{
    private readonly IReads _reads;

    internal EventStreams(IReads reads) => _reads = reads;

    /// <summary>
    /// The persistence ids with events that begin with <paramref name="prefix"/>, in order.
    /// </summary>
    /// <param name="prefix">How they begin; empty for all.</param>
    /// <param name="limit">At most this many.</param>
    public async Task<IReadOnlyList<string>> ListAsync(string prefix, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return await _reads.ReadAsync(session => session.Query(
            $"""
            SELECT persistence_id FROM journal
            WHERE persistence_id{session.Ordinal} >= @from AND persistence_id{session.Ordinal} < @to
            GROUP BY persistence_id ORDER BY persistence_id{session.Ordinal} LIMIT @limit
            """,
            row => row.GetString(0), prefix, prefix + "\U0010FFFF", limit)).ConfigureAwait(false);
    }

    /// <summary>How many rows lie in the tables for tags and snapshots, of which Argo writes none.</summary>
    public Task<long> CountUnusedAsync() => _reads.ReadAsync(session => Convert.ToInt64(
        session.Scalar("SELECT (SELECT COUNT(*) FROM tags) + (SELECT COUNT(*) FROM snapshot)"),
        System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>
    /// The events of one stream as they were written, the oldest first; unread, so damage does not matter.
    /// </summary>
    /// <param name="persistenceId">The stream.</param>
    public async Task<IReadOnlyList<StoredEvent>> ReadAsync(string persistenceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(persistenceId);
        return await _reads.ReadAsync(session => StoredEvents.Read(session, persistenceId))
            .ConfigureAwait(false);
    }
}
