using System.Data.Common;
using Argo.Hosting.Adapters;
using LinqToDB;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Argo.Hosting.Composition;

/// <summary>
/// How Akka.Persistence.Sql reaches the store's own database, with the store's own durability.
/// </summary>
internal sealed class JournalConnection
{
    public const int WaitSeconds = 30;

    private readonly string _connection;
    private readonly string _atOpen;

    private JournalConnection(bool isSqlite, string connection, string atOpen) =>
        (IsSqlite, _connection, _atOpen) = (isSqlite, connection, atOpen);

    public bool IsSqlite { get; }

    public string Provider => IsSqlite ? ProviderName.SQLiteMS : ProviderName.PostgreSQL15;

    public static JournalConnection Of(ArgoOptions options) => StoreFactory.PostgresOf(options) is { } server
        ? new JournalConnection(false, Server(server.ConnectionString), ServerAtOpen)
        : new JournalConnection(true, File(options), FileAtOpen);

    /// <summary>
    /// Every connection is set up here: what the rollback actor was told is journaled must be on the disk.
    /// </summary>
    public DataOptions DataOptions() => new DataOptions()
        .UseConnectionString(Provider, _connection)
        .UseAfterConnectionOpened(Configure, ConfigureAsync);

    /// <summary>
    /// Closes what the drivers keep open for later: the store's connection is to be the last.
    /// </summary>
    public void Close()
    {
        if (IsSqlite)
        {
            using var file = new SqliteConnection(_connection);
            SqliteConnection.ClearPool(file);
        }
        else
        {
            using var server = new NpgsqlConnection(_connection);
            NpgsqlConnection.ClearPool(server);
        }
    }

    private const string FileAtOpen = "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000";

    // Commits are flushed before they are told; a role that asks for more (remote_apply) keeps it.
    private const string ServerAtOpen =
        """
        SELECT set_config('synchronous_commit', 'on', false)
          WHERE current_setting('synchronous_commit') IN ('off', 'local', 'remote_write');
        SET lock_timeout = '30s'
        """;

    private static string File(ArgoOptions options) => new SqliteConnectionStringBuilder
    {
        DataSource = StoreFactory.FileOf(options),
        Mode = SqliteOpenMode.ReadWrite,
        DefaultTimeout = WaitSeconds,
    }.ToString();

    private static string Server(string given)
    {
        var connection = new NpgsqlConnectionStringBuilder(given);
        if (connection.KeepAlive == 0)
            connection.KeepAlive = 1; // seconds: a restarted server is noticed before a write needs it
        return connection.ToString();
    }

    private void Configure(DbConnection opened)
    {
        try
        {
            Run(opened);
        }
        catch (NpgsqlException stale) when (stale is not PostgresException)
        {
            // The pool handed out a connection that the server has closed since. All others of that age are
            // as dead, and a failed write would stop the actor that asked for it.
            NpgsqlConnection.ClearPool((NpgsqlConnection)opened);
            opened.Close();
            opened.Open();
            Run(opened);
        }
    }

    /// <remarks>
    /// Microsoft.Data.Sqlite never yields: without this one, the plugin's stream writes an event as soon as
    /// it comes, and none share a commit.
    /// </remarks>
    private async Task ConfigureAsync(DbConnection opened, CancellationToken cancellation)
    {
        await Task.Yield();
        Configure(opened);
    }

    private void Run(DbConnection opened)
    {
        using var command = opened.CreateCommand();
        command.CommandText = _atOpen;
        command.ExecuteNonQuery();
    }
}
