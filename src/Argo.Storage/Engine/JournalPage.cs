using System.Data.Common;
using Akka.Persistence.Embedded;

namespace Argo.Storage;

/// <summary>Reads one page of a stream: its live rows in order, each with its tags.</summary>
internal static class JournalPage
{
    private const string LiveRows =
        """
        SELECT persistence_id, sequence_number, message, identifier, manifest, created FROM journal
        WHERE persistence_id = @id AND sequence_number >= @from AND sequence_number <= @to AND deleted = FALSE
        ORDER BY sequence_number LIMIT @limit
        """;

    private const string Tags =
        """
        SELECT sequence_nr, tag FROM tags
        WHERE persistence_id = @id AND sequence_nr >= @from AND sequence_nr <= @to
        """;

    public static List<JournalRow> Read(SqlSession session, string id, long from, long to, int limit)
    {
        var rows = session.Query(LiveRows, ReadRow, id, from, to, limit);
        if (rows.Count == 0)
            return rows;
        var tags = session
            .Query(
                Tags,
                row => (SequenceNr: row.GetInt64(0), Tag: row.GetString(1)),
                id, rows[0].SequenceNr, rows[^1].SequenceNr)
            .ToLookup(row => row.SequenceNr, row => row.Tag);
        return tags.Count == 0
            ? rows
            : rows.ConvertAll(row => row with { Tags = [.. tags[row.SequenceNr].Order()] });
    }

    private static JournalRow ReadRow(DbDataReader row) => new(
        row.GetString(0),
        row.GetInt64(1),
        row.Bytes(2),
        row.IsDBNull(3) ? throw NoSerializer(row) : row.GetInt32(3),
        row.Text(4) ?? "",
        row.GetInt64(5),
        []);

    // Only writers older than Akka 1.4 leave it out; Argo's events always have one.
    private static StoreException NoSerializer(DbDataReader row) => new(
        StoreFault.Corrupt,
        $"Event {row.GetInt64(1)} of '{row.GetString(0)}' has no serializer id, so it cannot be read. "
        + "Restore the store from a backup.");
}
