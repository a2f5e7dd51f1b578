using Argo.Storage.Postgres;
using Npgsql;

namespace Argo.Storage.Tests.Databases;

/// <summary>PostgreSQL: a schema of its own in the tests' server.</summary>
public sealed class PostgresDatabaseFixture(string connectionString) : StoreFixture
{
    public PostgresOptions Options { get; } = new() { ConnectionString = connectionString };

    public override string Name => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    public override string Place => connectionString;

    /// <summary>A plain connection beside the store, to look at it or to disturb it.</summary>
    public NpgsqlConnection Raw()
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        return connection;
    }

    public override List<object[]> Rows(string sql)
    {
        using var connection = Raw();
        return connection.Rows(sql).ConvertAll(row => Array.ConvertAll(row, AsSqlite));
    }

    public override void Run(string sql)
    {
        using var connection = Raw();
        connection.Run(sql);
    }

    public override IReadOnlyList<string> FindDamage() => PostgresInspector.Look(Options, _ => true).Damage;

    public override IDisposable Block()
    {
        var connection = Raw();
        connection.Run("BEGIN; LOCK TABLE journal, approvals IN EXCLUSIVE MODE");
        return connection;
    }

    /// <summary>SQLite has one kind of whole number, which also stands for truth.</summary>
    private static object AsSqlite(object value) => value switch
    {
        int number => (long)number,
        bool truth => truth ? 1L : 0L,
        _ => value,
    };

    protected override ArgoStore Open(TimeProvider time, int queueCapacity, TimeSpan busyTimeout) =>
        ArgoStore.OpenPostgres(
            Options with { Time = time, QueueCapacity = queueCapacity, BusyTimeout = busyTimeout });
}
