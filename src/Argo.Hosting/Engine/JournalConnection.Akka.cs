using System.Data.Common;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence.Sql.Config;
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
        var path = Path.Combine(options.DataDirectory, "argo.db");
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            DefaultTimeout = WaitSeconds,
        };
        return new DataOptionsSetup(new DataOptions()
            .UseConnectionString(ProviderName.SQLiteMS, connection.ToString())
            .UseAfterConnectionOpened(
                opened => Run(opened, $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {WaitSeconds}000")));
    }

    public static Config Configured(ArgoOptions options) => ConfigurationFactory.ParseString(
        $$"""
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql {
              class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
              provider-name = "{{ProviderName.SQLiteMS}}"
              auto-initialize = false
              parallelism = 1 # SQLite has one writer
              circuit-breaker { max-failures = 10, call-timeout = {{2 * WaitSeconds}}s, reset-timeout = 5s }
            }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql {
              class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
              provider-name = "{{ProviderName.SQLiteMS}}"
              auto-initialize = false
            }
          }
        }
        """);

    private static void Run(DbConnection opened, string sql)
    {
        using var command = opened.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
