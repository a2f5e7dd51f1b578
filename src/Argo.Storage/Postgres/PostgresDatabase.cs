using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Argo.Storage.Migrations;
using Argo.Storage.Sql;
using Npgsql;

namespace Argo.Storage.Postgres;

/// <summary>
/// PostgreSQL behind the store: every commit is flushed by the server before it is acknowledged.
/// </summary>
internal sealed class PostgresDatabase(PostgresOptions options) : ISqlDatabase
{
    private const long SchemaLock = 0x4152474f; // "ARGO": one process at a time brings the schema forward

    private readonly NpgsqlConnectionStringBuilder _connection = options.Connection();

    public string Name => string.Create(
        CultureInfo.InvariantCulture,
        $"'{_connection.Database ?? _connection.Username}' on {_connection.Host}:{_connection.Port}");

    public IReadOnlyList<SchemaMigration> Migrations { get; init; } = SchemaMigration.Postgres;

    public SqlSession Connect(bool writes)
    {
        var connection = new NpgsqlConnection(_connection.ConnectionString);
        try
        {
            connection.Open();
            var session = new SqlSession(connection) { Ordinal = " COLLATE \"C\"" };
            Configure(session, writes);
            return session;
        }
        catch (Exception error) when (error is SocketException or TimeoutException)
        {
            connection.Dispose();
            throw new NpgsqlException(error.Message, error);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin(SqlSession session) => session.Execute("BEGIN");

    // A transaction that a failed statement has ended would answer COMMIT with a silent rollback; the
    // SELECT fails there.
    public void Commit(SqlSession session) => session.Script("SELECT 1; COMMIT");

    public void BeginMigration(SqlSession session)
    {
        Begin(session);
        session.Execute("SELECT pg_advisory_xact_lock(@lock)", SchemaLock);
    }

    // A scan, not to_regclass: that may answer from a cache which another process's migration has made
    // untrue.
    public bool HasTable(SqlSession session, string name) => session.Scalar(
        "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = @name",
        name) is not null;

    /// <remarks>
    /// Every event is fetched whole, so that the server checks each page and each large value of it.
    /// </remarks>
    public IReadOnlyList<string> FindDamage(SqlSession session)
    {
        try
        {
            session.Scalar("SELECT COUNT(md5(message)) FROM journal");
            session.Scalar("SELECT COUNT(md5(snapshot)) FROM snapshot");
            session.Scalar("SELECT COUNT(md5(json)) FROM artifacts");
            foreach (var table in (string[])["tags", "executions", "approvals", "workspaces", "signals"])
                session.Scalar($"SELECT COUNT(md5(t::text)) FROM {table} t");
            return [];
        }
        catch (PostgresException damage) when (PostgresErrors.IsDamage(damage))
        {
            return [damage.MessageText];
        }
    }

    public bool IsUniqueViolation(DbException error) => error.SqlState == PostgresErrorCodes.UniqueViolation;

    public bool LeavesTransactionUsable(DbException error) => PostgresErrors.LeavesTransactionUsable(error);

    public StoreException Explain(DbException error) =>
        PostgresErrors.Explain(error, Name, options.BusyTimeout);

    private void Configure(SqlSession session, bool writes)
    {
        if (session.Scalar("SHOW server_encoding") is not "UTF8")
            throw new StoreException(
                StoreFault.NotReachable,
                $"The database {Name} is not in UTF-8. Make one with ENCODING 'UTF8' for the store.");
        // A role or a database may have it off, and then a crash of the server loses what was acknowledged.
        session.Execute(
            """
            SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') = 'off'
            """);
        session.Execute(
            "SELECT set_config('lock_timeout', @wait, false)",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Math.Max(1, (long)options.BusyTimeout.TotalMilliseconds)}ms"));
        session.Execute("SELECT set_config('client_min_messages', 'warning', false)");
        if (!writes)
            session.Execute("SELECT set_config('default_transaction_read_only', 'on', false)");
    }
}
