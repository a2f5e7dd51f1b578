using Argo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Argo.Storage.Tests.Databases;

/// <summary>SQLite: a directory of its own, with stores on one file in it.</summary>
public sealed class TempStore : StoreFixture
{
    public string Root { get; } = Directory.CreateTempSubdirectory("argo-storage-").FullName;

    public string File => Path.Combine(Root, "data", "argo.db");

    public StoreOptions Options => new() { Path = File, BusyTimeout = TimeSpan.FromSeconds(20) };

    public override string Name => File;

    public override string Place => File;

    public ArgoStore Open(Func<StoreOptions, StoreOptions> change)
    {
        var store = ArgoStore.OpenSqlite(change(Options));
        Keep(store);
        return store;
    }

    /// <summary>A plain connection beside the store, to look at it or to disturb it.</summary>
    public SqliteConnection Raw(string? file = null)
    {
        var connection = new SqliteConnection($"Data Source={file ?? File};Pooling=False;Default Timeout=20");
        connection.Open();
        return connection;
    }

    public override List<object[]> Rows(string sql)
    {
        using var connection = Raw();
        return connection.Rows(sql);
    }

    public override void Run(string sql)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using var connection = Raw();
        connection.Run(sql);
    }

    public override IReadOnlyList<string> FindDamage() => SqliteInspector.Look(File, _ => true).Damage;

    public override IDisposable Block()
    {
        var connection = Raw();
        connection.Run("BEGIN IMMEDIATE");
        return connection;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    protected override ArgoStore Open(TimeProvider time, int queueCapacity, TimeSpan busyTimeout) =>
        ArgoStore.OpenSqlite(
            Options with { Time = time, QueueCapacity = queueCapacity, BusyTimeout = busyTimeout });
}
