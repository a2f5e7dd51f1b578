using System.Globalization;
using System.Text;

namespace Argo.Storage.Tests;

/// <summary>
/// Rows of the journal, as Akka.Persistence.Sql fills them, through the store's own writer.
/// </summary>
/// <remarks>They are the load of these tests: a table with a unique index and bytes in it.</remarks>
internal static class JournalRows
{
    private const string Insert =
        """
        INSERT INTO journal
          (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
        VALUES (@created, FALSE, @id, @nr, @message, 'prepared.v1', 4711, @writer)
        """;

    /// <summary>All of them, or none.</summary>
    /// <exception cref="StoreException">A number is taken, or the store cannot keep them.</exception>
    public static Task AppendAsync(this ArgoStore store, IReadOnlyList<JournalRow> rows) =>
        store.Writer.SubmitAsync(session =>
        {
            foreach (var row in rows)
            {
                session.Execute(
                    Insert,
                    Some.FirstTicks + row.SequenceNr, row.PersistenceId, row.SequenceNr,
                    Encoding.UTF8.GetBytes(string.Create(
                        CultureInfo.InvariantCulture, $"{row.PersistenceId} {row.SequenceNr}")),
                    "writer");
            }

            return rows.Count;
        });

    public static Task<IReadOnlyList<StoredEvent>> ReplayAsync(this ArgoStore store, string id) =>
        store.Streams.ReadAsync(id);
}
