using Microsoft.Data.Sqlite;

namespace Argo.Storage.Tests;

/// <summary>A directory of its own for one test, with stores on one file in it; gone at the end.</summary>
public sealed class TempStore : IAsyncDisposable
{
    private readonly List<ArgoStore> _open = [];

    public string Root { get; } = Directory.CreateTempSubdirectory("argo-storage-").FullName;

    public string File => Path.Combine(Root, "data", "argo.db");

    public StoreOptions Options => new() { Path = File, BusyTimeout = TimeSpan.FromSeconds(20) };

    public ArgoStore Open(Func<StoreOptions, StoreOptions>? change = null)
    {
        var store = ArgoStore.OpenSqlite(change?.Invoke(Options) ?? Options);
        _open.Add(store);
        return store;
    }

    public async Task<ArgoStore> ReopenAsync()
    {
        await CloseAsync();
        return Open();
    }

    public async Task CloseAsync()
    {
        foreach (var store in _open)
            await store.DisposeAsync();
        _open.Clear();
    }

    /// <summary>A plain connection beside the store, to look at it or to disturb it.</summary>
    public SqliteConnection Raw(string? file = null)
    {
        var connection = new SqliteConnection($"Data Source={file ?? File};Pooling=False;Default Timeout=20");
        connection.Open();
        return connection;
    }

    public List<object[]> Rows(string sql)
    {
        using var connection = Raw();
        return connection.Rows(sql);
    }

    public void Run(string sql)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using var connection = Raw();
        connection.Run(sql);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Root, recursive: true);
    }
}
