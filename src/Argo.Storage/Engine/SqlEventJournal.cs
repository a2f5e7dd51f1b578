using System.Data.Common;
using System.Globalization;
using Akka.Persistence.Embedded;

namespace Argo.Storage;

/// <summary>The journal in Akka.Persistence.Sql's tables <c>journal</c> and <c>tags</c>.</summary>
internal sealed class SqlEventJournal(ISqlDatabase database, GroupCommitWriter writer, IReads reads)
    : IEventJournal
{
    /// <summary>
    /// Rows are handed over in pages, so that a slow reader holds no snapshot of the database.
    /// </summary>
    internal const int PageRows = 1000;

    private const string Insert =
        """
        INSERT INTO journal
          (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
        VALUES (@created, FALSE, @id, @nr, @message, @manifest, @serializer, @writer)
        """;

    private static readonly string WriterUuid = Guid.NewGuid().ToString("N"); // one for the process

    private readonly WritesInFlight _inFlight = new();

    public Task WriteAsync(IReadOnlyList<JournalRow> rows)
    {
        var write = writer.SubmitAsync(session => Append(session, rows));
        return _inFlight.TrackAsync([.. rows.Select(row => row.PersistenceId).Distinct()], write);
    }

    public async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
    {
        await _inFlight.SettleAsync(persistenceId).ConfigureAwait(false);
        var highest = await reads.ReadAsync(session => session.Scalar(
            """
            SELECT MAX(sequence_number) FROM journal
            WHERE persistence_id = @id AND sequence_number >= @from
            """,
            persistenceId, fromSequenceNr)).ConfigureAwait(false);
        return Convert.ToInt64(highest ?? 0L, CultureInfo.InvariantCulture);
    }

    public async Task ReplayAsync(
        string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<JournalRow> callback)
    {
        await _inFlight.SettleAsync(persistenceId).ConfigureAwait(false);
        for (var left = max; left > 0 && fromSequenceNr <= toSequenceNr;)
        {
            var wanted = (int)Math.Min(left, PageRows);
            var page = await reads.ReadAsync(
                session => JournalPage.Read(session, persistenceId, fromSequenceNr, toSequenceNr, wanted))
                .ConfigureAwait(false);
            page.ForEach(callback);
            if (page.Count < wanted)
                return;
            left -= wanted;
            fromSequenceNr = page[^1].SequenceNr + 1;
        }
    }

    public Task DeleteToAsync(string persistenceId, long toSequenceNr) => writer.SubmitAsync(session =>
    {
        var marked = session.Execute(
            """
            UPDATE journal SET deleted = TRUE
            WHERE persistence_id = @id AND sequence_number <= @to AND deleted = FALSE
            """,
            persistenceId, toSequenceNr);
        session.Execute( // the highest deleted row stays: by it the highest number survives
            """
            DELETE FROM journal WHERE persistence_id = @id AND sequence_number <= @to AND sequence_number <
              (SELECT MAX(sequence_number) FROM journal WHERE persistence_id = @id AND deleted = TRUE)
            """,
            persistenceId, toSequenceNr);
        session.Execute(
            "DELETE FROM tags WHERE persistence_id = @id AND sequence_nr <= @to",
            persistenceId, toSequenceNr);
        return marked;
    });

    private int Append(SqlSession session, IReadOnlyList<JournalRow> rows)
    {
        foreach (var row in rows)
        {
            try
            {
                if (row.Tags.IsDefaultOrEmpty)
                    session.Execute(Insert, Values(row));
                else
                    AppendTagged(session, row);
            }
            catch (DbException error) when (database.IsUniqueViolation(error))
            {
                throw new JournalConflictException(row.PersistenceId, row.SequenceNr, error);
            }
        }

        return rows.Count;
    }

    private static void AppendTagged(SqlSession session, JournalRow row)
    {
        var ordering = session.Scalar(Insert + " RETURNING ordering", Values(row));
        foreach (var tag in row.Tags.Distinct())
        {
            session.Execute(
                """
                INSERT INTO tags (ordering_id, tag, sequence_nr, persistence_id)
                VALUES (@ordering, @tag, @nr, @id)
                """,
                ordering, tag, row.SequenceNr, row.PersistenceId);
        }
    }

    private static object?[] Values(JournalRow row) =>
    [
        row.CreatedTicks, row.PersistenceId, row.SequenceNr,
        row.Payload, row.Manifest, row.SerializerId, WriterUuid,
    ];
}
