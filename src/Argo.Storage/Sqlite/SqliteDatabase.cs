using System.Data.Common;
using System.Globalization;
using Argo.Storage.Migrations;
using Argo.Storage.Sql;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Argo.Storage.Sqlite;

/// <summary>SQLite behind the store: write-ahead log, every commit flushed.</summary>
internal sealed class SqliteDatabase(StoreOptions options) : ISqlDatabase
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = options.Path,
        Mode = SqliteOpenMode.ReadWrite, // never made here: a store that vanished must not come back empty
        Pooling = false,
        DefaultTimeout = Math.Max(1, (int)Math.Ceiling(options.BusyTimeout.TotalSeconds)),
    }.ToString();

    public string Name => $"'{options.Path}'";

    public IReadOnlyList<SchemaMigration> Migrations { get; init; } = SchemaMigration.Sqlite;

    public SqlSession Connect(bool writes)
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            var session = new SqlSession(connection);
            Configure(session, writes);
            return session;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Turns the write-ahead log on; it stays on for every later connection.</summary>
    public void UseWriteAheadLog(SqlSession session)
    {
        if (session.Scalar("PRAGMA journal_mode") is "wal")
            return;
        if (session.Scalar("PRAGMA journal_mode = WAL") is "wal")
            return;
        throw new StoreException(
            StoreFault.NotReachable,
            $"The file system of {Name} cannot share memory between processes, which SQLite's write-ahead "
            + "log needs. Set the store's 'exclusive' option, or move the data directory to a local disk.");
    }

    public void Begin(SqlSession session)
    {
        if (!File.Exists(options.Path)) // SQLite would go on writing into a file that has no name any more
            throw new StoreException(
                StoreFault.NotReachable,
                $"The store {Name} was removed while it was in use. End every argo process and restore the "
                + "file.");
        var handle = ((SqliteConnection)session.Connection).Handle;
        var deadline = Environment.TickCount64 + (long)options.BusyTimeout.TotalMilliseconds;
        int code;
        while (((code = sqlite3_exec(handle, "BEGIN IMMEDIATE")) & 0xff) == SQLITE_BUSY
            && Environment.TickCount64 < deadline)
        {
#pragma warning disable RS0030 // SQLite has no event for a lock that another process frees
            Thread.Sleep(Random.Shared.Next(1, 4)); // short and uneven: two busy processes take turns
#pragma warning restore RS0030
        }

        SqliteException.ThrowExceptionForRC(code, handle);
    }

    public void Commit(SqlSession session) => session.Execute("COMMIT");

    public void BeginMigration(SqlSession session) => Begin(session);

    public bool HasTable(SqlSession session, string name) =>
        session.Scalar("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = @name", name) is not null;

    public IReadOnlyList<string> FindDamage(SqlSession session)
    {
        try
        {
            var lines = session.Query("PRAGMA integrity_check", row => row.GetString(0));
            return lines is ["ok"] ? [] : lines;
        }
        catch (SqliteException error) when (error.SqliteErrorCode is SQLITE_CORRUPT or SQLITE_NOTADB)
        {
            return [error.Message]; // so damaged that the check itself cannot go on
        }
    }

    public bool IsUniqueViolation(DbException error) =>
        SqliteErrors.IsUniqueViolation((SqliteException)error);

    public bool LeavesTransactionUsable(DbException error) =>
        SqliteErrors.LeavesTransactionUsable((SqliteException)error);

    public StoreException Explain(DbException error) =>
        SqliteErrors.Explain((SqliteException)error, options.Path, options.BusyTimeout);

    private void Configure(SqlSession session, bool writes)
    {
        if (writes && options.Exclusive)
            session.Script("PRAGMA locking_mode = EXCLUSIVE");
        if (writes)
            session.Script("PRAGMA synchronous = FULL");
        else
            session.Script(string.Create(
                CultureInfo.InvariantCulture,
                $"PRAGMA query_only = ON; PRAGMA busy_timeout = "
                + $"{(long)options.BusyTimeout.TotalMilliseconds}"));
    }
}
