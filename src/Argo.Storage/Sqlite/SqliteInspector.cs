using Argo.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace Argo.Storage.Sqlite;

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
        var damage = database.FindDamage(session);
        var seen = damage.Count > 0
            ? new StoreInspection { KnownSchemaVersion = database.Migrations.Count, Damage = damage }
            : StoreReader.Look(database, session, isEnded);
        return seen with { IsWriteAheadLogged = IsWriteAheadLogged(options.Path) };
    }

    // The file's own word (byte 18 of its header is 2): a connection to a file that cannot change always says
    // 'delete'.
    private static bool IsWriteAheadLogged(string path)
    {
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
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
