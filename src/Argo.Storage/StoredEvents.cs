using Argo.Storage.Sql;

namespace Argo.Storage;

/// <summary>Reads events without taking them for what they say they are.</summary>
internal static class StoredEvents
{
    public static IReadOnlyList<StoredEvent> Read(SqlSession session, string persistenceId) => session.Query(
        """
        SELECT sequence_number, manifest, message, deleted FROM journal
        WHERE persistence_id = @id ORDER BY sequence_number
        """,
        row => new StoredEvent(row.GetInt64(0), row.Text(1) ?? "", row.Bytes(2), row.GetBoolean(3)),
        persistenceId);
}
