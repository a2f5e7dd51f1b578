using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Hosting.Evidence;
using Argo.Hosting.Tests.Doubles;
using Argo.Workspaces.Transactions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Tests.Evidence;

/// <summary>
/// A host with one execution that was done and one that was rolled back, and its store to alter.
/// </summary>
internal sealed class EvidenceScene : IAsyncDisposable
{
    public const string Done = "exec-done";
    public const string Undone = "exec-undone";

    private EvidenceScene(HostedArgo host) => Host = host;

    public HostedArgo Host { get; }

    public IArgoEvidence Evidence => Host.Services.GetRequiredService<IArgoEvidence>();

    public static async Task<EvidenceScene> MakeAsync()
    {
        var scene = new EvidenceScene(await HostedArgo.StartAsync(hasFailpoints: true));
        scene.Host.Write("a.txt", "old a");
        scene.Host.Write("gone.txt", "to be deleted");
        await scene.RunAsync(Done, "new");
        try
        {
            scene.Host.Failpoint = point =>
            {
                if (point == "swap.rename.after")
                    throw new WorkspaceException(WorkspaceFault.Io, "the disk failed");
            };
            await scene.RunAsync(Undone, "newer");
        }
        finally
        {
            scene.Host.Failpoint = null;
        }

        return scene;
    }

    public async Task RunAsync(string id, string content)
    {
        var delete = content == "new" ? """, {"step_id": 2, "action_type": "delete", "target": "gone.txt"}""" : "";
        var plan = HostedArgo.Plan(HostedArgo.WriteStep(1, "a.txt", content) + delete);
        plan = plan with { PlanId = $"plan-of-{id}" };
        var report = await Host.DryRunAsync(plan);
        await Host.ExecuteAsync(plan, report, await Host.ApproveAsync(report), id);
    }

    /// <summary>Alters the store, looks, and puts everything back as it was.</summary>
    public async Task<T> WithAsync<T>(Action<SqliteConnection> alter, Func<Task<T>> look)
    {
        using var connection = Open();
        using var backup = new SqliteConnection("Data Source=:memory:");
        backup.Open();
        connection.BackupDatabase(backup);
        alter(connection);
        var seen = await look();
        Restore(connection, backup);
        return seen;
    }

    public byte[] Bytes(string kind, string execution)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT json FROM artifacts WHERE digest = @digest";
        command.Parameters.AddWithValue("@digest", DigestOf(connection, kind, execution));
        return (byte[])command.ExecuteScalar()!;
    }

    public static string DigestOf(SqliteConnection connection, string kind, string execution) =>
        (string)Scalar(
        connection,
        kind == "receipt"
            ? $"SELECT receipt_digest FROM evidence_log WHERE execution_id = '{execution}'"
            : $"SELECT {kind}_digest FROM executions WHERE execution_id = '{execution}'");

    public static void Put(SqliteConnection connection, string digest, byte[] json)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE artifacts SET json = @json WHERE digest = @digest";
        command.Parameters.AddWithValue("@json", json);
        command.Parameters.AddWithValue("@digest", digest);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0, $"changed nothing: {sql}");
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private static void Restore(SqliteConnection connection, SqliteConnection backup)
    {
        var file = Path.GetTempFileName();
        using (var copy = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            copy.Open();
            backup.BackupDatabase(copy);
        }

        using (var attach = connection.CreateCommand())
        {
            attach.CommandText =
                $"ATTACH '{file}' AS was; BEGIN IMMEDIATE;"
                + string.Concat(
                    ((string[])["artifacts", "artifact_links", "executions", "approvals", "evidence_log",
                    "evidence_log_size", "journal"])
                    .Select(table =>
                        $"DELETE FROM main.{table}; INSERT INTO main.{table} SELECT * FROM was.{table};"))
                + "COMMIT; DETACH was;";
            attach.ExecuteNonQuery();
        }

        File.Delete(file);
    }

    private SqliteConnection Open()
    {
        var connection =
            new SqliteConnection($"Data Source={Path.Combine(Host.Data, "argo.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
