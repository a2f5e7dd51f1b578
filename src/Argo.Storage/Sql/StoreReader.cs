using System.Globalization;
using Argo.Storage.Repositories;

namespace Argo.Storage.Sql;

/// <summary>What an inspection reads, on either database.</summary>
internal static class StoreReader
{
    private const string Latest =
        """
        SELECT persistence_id, manifest FROM journal j
        WHERE sequence_number = (SELECT MAX(sequence_number) FROM journal k
          WHERE k.persistence_id = j.persistence_id)
        """;

    private static readonly string Reports =
        $"""
        SELECT digest, json FROM artifacts WHERE digest IN
          (SELECT report_digest FROM executions WHERE state IN {ExecutionRows.Unfinished})
        """;

    /// <remarks>In ticks; what is later than any time can be was not written by Argo.</remarks>
    private const string LatestTime =
        """
        SELECT MAX(at) FROM (
          SELECT submitted_at AS at FROM executions
          UNION ALL SELECT finished_at FROM executions
          UNION ALL SELECT created_at FROM artifacts
          UNION ALL SELECT consumed_at FROM approvals) AS times
        WHERE at <= 3155378975999999999
        """;

    public static StoreInspection Look(ISqlDatabase database, SqlSession session, Func<string, bool> isEnded)
    {
        var seen = new StoreInspection { KnownSchemaVersion = database.Migrations.Count };
        if (!database.HasTable(session, "argo_schema"))
            return seen;
        seen = seen with
        {
            SchemaVersion = Convert.ToInt32(
                session.Scalar("SELECT MAX(version) FROM argo_schema") ?? 0, CultureInfo.InvariantCulture),
        };
        return seen.SchemaVersion == seen.KnownSchemaVersion ? ReadTables(session, seen, isEnded) : seen;
    }

    private static StoreInspection ReadTables(
        SqlSession session, StoreInspection seen, Func<string, bool> isEnded)
    {
        var last = session.Query(Latest, row => (Id: row.GetString(0), Manifest: row.Text(1) ?? ""))
            .ToDictionary(row => row.Id, row => row.Manifest);
        return seen with
        {
            Executions = ExecutionQueries.Readable(
                session, $"SELECT {ExecutionRows.Columns} FROM executions"),
            Unreadable = ExecutionQueries.Unreadable(session),
            Workspaces = WorkspaceRegistry.List(session),
            Lockdown = LockdownSignal.Read(session),
            LatestAt = session.Scalar(LatestTime) is { } ticks
                ? new DateTimeOffset(Convert.ToInt64(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero)
                : null,
            OpenReports = session.Query(Reports, row => (Digest: row.GetString(0), Json: row.Bytes(1)))
                .ToDictionary(row => row.Digest, row => (ReadOnlyMemory<byte>)row.Json),
            Consumers = session.Query(
                "SELECT execution_id FROM approvals WHERE refusal IS NULL", row => row.GetString(0))
                .ToHashSet(),
            LastEvents = last,
            OpenStreams = last.Where(stream => !isEnded(stream.Value))
                .ToDictionary(stream => stream.Key, stream => StoredEvents.Read(session, stream.Key)),
        };
    }
}
