using System.Data.Common;
using Akka.Persistence.Embedded;

namespace Argo.Storage;

/// <summary>Snapshots in Akka.Persistence.Sql's table <c>snapshot</c>.</summary>
internal sealed class SqlSnapshots(GroupCommitWriter writer, IReads reads) : ISnapshotRows
{
    private const string WithinBounds =
        """
        WHERE persistence_id = @id AND sequence_number >= @minNr AND sequence_number <= @maxNr
          AND created >= @minCreated AND created <= @maxCreated
        """;

    public Task SaveAsync(SnapshotRow row) => writer.SubmitAsync(session => session.Execute(
        """
        INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id)
        VALUES (@id, @nr, @created, @snapshot, @manifest, @serializer)
        ON CONFLICT (persistence_id, sequence_number) DO UPDATE SET created = excluded.created,
          snapshot = excluded.snapshot, manifest = excluded.manifest, serializer_id = excluded.serializer_id
        """,
        row.PersistenceId, row.SequenceNr, row.CreatedTicks, row.Payload, row.Manifest, row.SerializerId));

    public async Task<SnapshotRow?> LoadAsync(
        string persistenceId,
        long minSequenceNr,
        long maxSequenceNr,
        long minCreatedTicks,
        long maxCreatedTicks)
    {
        var newest = await reads.ReadAsync(session => session.Query(
            $"""
            SELECT persistence_id, sequence_number, created, snapshot, serializer_id, manifest FROM snapshot
            {WithinBounds} ORDER BY sequence_number DESC LIMIT 1
            """,
            ReadRow, persistenceId, minSequenceNr, maxSequenceNr, minCreatedTicks, maxCreatedTicks))
            .ConfigureAwait(false);
        return newest is [var row] ? row : null;
    }

    public Task DeleteAsync(
        string persistenceId,
        long minSequenceNr,
        long maxSequenceNr,
        long minCreatedTicks,
        long maxCreatedTicks) =>
        writer.SubmitAsync(session => session.Execute(
            $"DELETE FROM snapshot {WithinBounds}",
            persistenceId, minSequenceNr, maxSequenceNr, minCreatedTicks, maxCreatedTicks));

    private static SnapshotRow ReadRow(DbDataReader row) => new(
        row.GetString(0),
        row.GetInt64(1),
        row.GetInt64(2),
        row.Bytes(3),
        row.IsDBNull(4) ? throw NoSerializer(row) : row.GetInt32(4),
        row.Text(5) ?? "");

    private static StoreException NoSerializer(DbDataReader row) => new(
        StoreFault.Corrupt,
        $"Snapshot {row.GetInt64(1)} of '{row.GetString(0)}' has no serializer id, so it cannot be read. "
        + "Delete it: recovery then replays the events instead.");
}
