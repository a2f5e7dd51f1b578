using System.Data;
using Akka.Actor;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Argo.Actors;
using Argo.Workspaces.Transactions;
using SqlJournalOptions = Akka.Persistence.Sql.Hosting.SqlJournalOptions;

namespace Argo.Hosting.Composition;

/// <summary>The journal of the rollback actors: Akka.Persistence.Sql on the store's database.</summary>
/// <remarks>The store is open by now, so its tables are there: the plugin makes none.</remarks>
internal static class ArgoJournal
{
    private const string Behind = "argo-sql"; // the plugin's name where the failpoints stand before it

    public static AkkaConfigurationBuilder WithArgoJournal(
        this AkkaConfigurationBuilder builder, ArgoOptions options, Failpoints failpoints)
    {
        var connection = JournalConnection.Of(options);
        var name = failpoints.AreArmed ? Behind : ArgoPersistence.JournalName;
        builder.AddHocon(Settings(name, connection), HoconAddMode.Prepend);
        if (failpoints.AreArmed)
            builder
                .AddSetup(new FailpointJournal.Points(failpoints))
                .AddHocon(FailpointJournal.Configured(Behind), HoconAddMode.Prepend);
        return builder
            .WithSqlPersistence(Options(name, connection), snapshotOptions: null)
            .AddStartup((system, _) => system.RegisterOnTermination(connection.Close));
    }

    private static SqlJournalOptions Options(string name, JournalConnection connection) => new(false, name)
    {
        DataOptions = connection.DataOptions(),
        ProviderName = connection.Provider,
        AutoInitialize = false,
        ReadIsolationLevel = connection.IsSqlite ? IsolationLevel.ReadUncommitted : null,
    };

    /// <summary>SQLite lets one write at a time; what waits for it goes in one commit.</summary>
    /// <remarks>
    /// One refused row fails a whole batch, and each of its writers counts. The breaker is for a store that
    /// is gone, and closes again before they have asked for the last time.
    /// </remarks>
    private static Akka.Configuration.Config Settings(string name, JournalConnection connection) =>
        $$"""
        akka.persistence.journal.{{name}} {
          parallelism = {{(connection.IsSqlite ? 1 : 3)}}
          batch-size = 400
          circuit-breaker {
            max-failures = 1000, call-timeout = {{2 * JournalConnection.WaitSeconds}}s, reset-timeout = 500ms
          }
        }
        """;
}
