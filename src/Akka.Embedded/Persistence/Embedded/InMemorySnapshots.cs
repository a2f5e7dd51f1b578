namespace Akka.Persistence.Embedded;

/// <summary>A snapshot store in memory, for tests. May be shared by systems.</summary>
public sealed class InMemorySnapshots : ISnapshotRows
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Id, long SequenceNr), SnapshotRow> _rows = [];

    /// <inheritdoc/>
    public Task SaveAsync(SnapshotRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        lock (_gate)
            _rows[(row.PersistenceId, row.SequenceNr)] = row;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<SnapshotRow?> LoadAsync(
        string persistenceId,
        long minSequenceNr,
        long maxSequenceNr,
        long minCreatedTicks,
        long maxCreatedTicks)
    {
        lock (_gate)
        {
            return Task.FromResult(
                _rows
                    .Values.Where(row =>
                        Fits(
                            row,
                            persistenceId,
                            minSequenceNr,
                            maxSequenceNr,
                            minCreatedTicks,
                            maxCreatedTicks))
                    .MaxBy(row => row.SequenceNr));
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(
        string persistenceId,
        long minSequenceNr,
        long maxSequenceNr,
        long minCreatedTicks,
        long maxCreatedTicks)
    {
        lock (_gate)
        {
            var gone = _rows.Values.Where(row =>
                Fits(row, persistenceId, minSequenceNr, maxSequenceNr, minCreatedTicks, maxCreatedTicks));
            foreach (var row in gone.ToArray())
                _rows.Remove((row.PersistenceId, row.SequenceNr));
        }

        return Task.CompletedTask;
    }

    private static bool Fits(
        SnapshotRow row,
        string id,
        long minNr,
        long maxNr,
        long minTicks,
        long maxTicks) =>
        row.PersistenceId == id
        && row.SequenceNr >= minNr
        && row.SequenceNr <= maxNr
        && row.CreatedTicks >= minTicks
        && row.CreatedTicks <= maxTicks;
}
