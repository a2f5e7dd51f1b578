using System.Data.Common;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence.Sql.Config;
using Argo.Hosting.Joining;
using LinqToDB;
using Microsoft.Data.Sqlite;

namespace Argo.Hosting.Engine;

/// <summary>Akka.Persistence.Sql on the store's own database, with the store's own durability.</summary>
internal static class JournalConnection
{
    private const int WaitSeconds = 30;

    /// <summary>
    /// Every connection of its own is set up here: what the rollback actor was told is journaled must be on the disk.
    /// </summary>
    public static Setup Setup(ArgoOptions options)
    {
        var (provider, connection, atOpen) = Of(options);
        return new DataOptionsSetup(new DataOptions()
            .UseConnectionString(provider, connection)
            .UseAfterConnectionOpened(opened => Run(opened, atOpen)));
    }

    public static Config Configured(ArgoOptions options)
    {
        var (provider, _, _) = Of(options);
        var writers = provider == ProviderName.SQLiteMS ? 1 : 3; // SQLite lets one write at a time
        return ConfigurationFactory.ParseString(
            $$"""
            akka.persistence {
              journal {
                plugin = "akka.persistence.journal.sql"
                sql {
                  class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
                  provider-name = "{{provider}}"
                  auto-initialize = false
                  parallelism = {{writers}}
                  circuit-breaker { max-failures = 10, call-timeout = {{2 * WaitSeconds}}s, reset-timeout = 5s }
                }
              }
              snapshot-store {
                plugin = "akka.persistence.snapshot-store.sql"
                sql {
                  class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
                  provider-name = "{{provider}}"
                  auto-initialize = false
                }
              }
            }
            """);
    }

    private static (string Provider, string Connection, string AtOpen) Of(ArgoOptions options) =>
        StoreDoor.PostgresOf(options) is { } server
            ? (ProviderName.PostgreSQL15, server.ConnectionString,
                $"SET synchronous_commit = on; SET lock_timeout = '{WaitSeconds}s'")
            : (ProviderName.SQLiteMS, SqliteOf(options),
                $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {WaitSeconds}000");

    private static string SqliteOf(ArgoOptions options) => new SqliteConnectionStringBuilder
    {
        DataSource = StoreDoor.FileOf(options),
        Mode = SqliteOpenMode.ReadWrite,
        DefaultTimeout = WaitSeconds,
    }.ToString();

    private static void Run(DbConnection opened, string sql)
    {
        using var command = opened.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
