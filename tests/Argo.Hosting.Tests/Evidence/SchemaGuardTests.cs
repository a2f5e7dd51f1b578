using System.Data.Common;
using Argo.Actors.Ports;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Records;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Argo.TestSupport;
using Argo.Workspaces.Transactions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Argo.Hosting.Tests.Evidence;

/// <summary>Each column of each table is guarded by verify, or listed as not guarded.</summary>
public sealed class SchemaGuardTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [Fact]
    public async Task Every_column_on_SQLite_should_be_guarded_or_listed()
    {
        await using var host = await HostedArgo.StartAsync(hasFailpoints: true);
        await GuardsAsync(host, () => new SqliteConnection(
            $"Data Source={Path.Combine(host.Data, "argo.db")};Pooling=False"));
    }

    [PostgresFact]
    public async Task Every_column_on_PostgreSQL_should_be_guarded_or_listed()
    {
        var schema = server.NewSchema();
        await using var host = await HostedArgo.StartAsync(
            settings: options => (options.Storage.Provider, options.Storage.ConnectionString) =
                ("postgresql", schema),
            hasFailpoints: true);
        await GuardsAsync(host, () => new NpgsqlConnection(schema));
    }

    [PostgresFact]
    public async Task A_forged_record_should_be_told_from_the_true_one_where_the_store_is_a_server()
    {
        var schema = server.NewSchema();
        await using var host = await HostedArgo.StartAsync(settings: options =>
            (options.Storage.Provider, options.Storage.ConnectionString) = ("postgresql", schema));
        var record = (await host.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")))).Record;
        var evidence = host.Services.GetRequiredService<IArgoEvidence>();
        Assert.True((await evidence.VerifyFileAsync(ArtifactJson.Canonical(record))).IsIntact);

        var forged = (record with { CompletionReason = "All went well." }).WithHash();
        Assert.False((await evidence.VerifyFileAsync(ArtifactJson.Canonical(forged))).IsIntact);
    }

    private static async Task GuardsAsync(HostedArgo host, Func<DbConnection> make)
    {
        await FillAsync(host);
        var evidence = host.Services.GetRequiredService<IArgoEvidence>();
        DbConnection Open()
        {
            var connection = make();
            connection.Open();
            return connection;
        }

        var whole = await evidence.VerifyAllAsync();
        Assert.True(whole.IsIntact, string.Join('\n', whole.Broken));
        var guard = new SchemaGuard(Open);
        var unseen = new List<string>();
        foreach (var (table, column, type) in guard.Columns())
        {
            if (!SchemaGuard.IsGuarded(table, column))
                continue;
            using var copy = new TableCopy(Open, table);
            if (table is "tags" or "snapshot")
                copy.InsertAny();
            Assert.True(guard.HasRows(table), $"{table} has no row to alter");
            guard.Alter(table, column, type);
            if ((await evidence.VerifyAllAsync()).IsIntact)
                unseen.Add($"{table}.{column}");
        }

        Assert.True(unseen.Count == 0, $"neither guarded nor listed: {string.Join(", ", unseen)}");
        whole = await evidence.VerifyAllAsync();
        Assert.True(whole.IsIntact, string.Join('\n', whole.Broken));
    }

    /// <summary>One execution that was done and one that was rolled back.</summary>
    private static async Task FillAsync(HostedArgo host)
    {
        host.Write("a.txt", "old");
        await host.RunAsync(HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "new")));
        try
        {
            host.Failpoint = point =>
            {
                if (point == "swap.rename.after")
                    throw new WorkspaceException(WorkspaceFault.Io, "the disk failed");
            };
            var end = await host.RunAsync(
                HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", "newer")) with { PlanId = "plan-2" });
            Assert.Equal(ExecutionState.RolledBack, end.State);
        }
        finally
        {
            host.Failpoint = null;
        }
    }
}
