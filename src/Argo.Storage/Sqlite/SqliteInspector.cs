using Microsoft.Data.Sqlite;

namespace Argo.Storage;

/// <summary>
/// Reads a SQLite store as it lies there: nothing is made, migrated, repaired or locked for writing.
/// </summary>
public static class SqliteInspector
{
    /// <summary>Looks at a store.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="isEnded">Whether the event of a name is a stream's last.</param>
    /// <exception cref="StoreException">It cannot be opened, or is no database.</exception>
    public static StoreInspection Look(string path, Func<string, bool> isEnded)
    {
        var options = new StoreOptions { Path = path };
        try
        {
            using var connection = new SqliteConnection(ReadOnly(path));
            connection.Open();
            using var session = new SqlSession(connection);
            return Look(session, options, isEnded);
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.Explain(error, path, options.BusyTimeout);
        }
    }

    private static StoreInspection Look(SqlSession session, StoreOptions options, Func<string, bool> isEnded)
    {
        var database = new SqliteDatabase(options);
        var seen = new StoreInspection
        {
            IsWriteAheadLogged = IsWriteAheadLogged(options.Path),
            KnownSchemaVersion = database.Migrations.Count,
            Damage = database.FindDamage(session),
        };
        if (seen.Damage.Count > 0 || !database.HasTable(session, "argo_schema"))
            return seen;
        seen = seen with
        {
            SchemaVersion = (int)(session.Scalar("SELECT MAX(version) FROM argo_schema") as long? ?? 0),
        };
        return seen.SchemaVersion == seen.KnownSchemaVersion ? ReadTables(session, seen, isEnded) : seen;
    }

    private static StoreInspection ReadTables(
        SqlSession session, StoreInspection seen, Func<string, bool> isEnded)
    {
        var last = session.Query( // SQLite takes the other columns from the row that has the maximum
            """
            SELECT persistence_id, manifest, MAX(sequence_number) FROM journal
            WHERE deleted = FALSE GROUP BY persistence_id
            """,
            row => (Id: row.GetString(0), Manifest: row.Text(1) ?? ""))
                .ToDictionary(row => row.Id, row => row.Manifest);
        return seen with
        {
            Executions = session.Query($"SELECT {ExecutionRows.Columns} FROM executions", ExecutionRows.Read),
            Workspaces = WorkspaceRegistry.List(session),
            LastEvents = last,
            OpenStreams = last.Where(stream => !isEnded(stream.Value))
                .ToDictionary(stream => stream.Key, stream => StoredEvents.Read(session, stream.Key)),
        };
    }

    // The file's own word (byte 18 of its header is 2): a connection to a file that cannot change always says 'delete'.
    private static bool IsWriteAheadLogged(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = 18;
        return file.ReadByte() == 2;
    }

    // A store in use has a log beside it. One without is read as a file that cannot change, so that not even
    // the log's shared memory is made.
    private static string ReadOnly(string path)
    {
        var uri = "file:" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return new SqliteConnectionStringBuilder
        {
            DataSource = File.Exists(path + "-wal") ? path : $"{uri}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString();
    }
}
