namespace Argo.Storage.Tests.Databases;

/// <summary>A database of its own for one test, with stores on it; gone at the end.</summary>
public abstract class StoreFixture : IAsyncDisposable
{
    private readonly List<ArgoStore> _open = [];

    /// <summary>What a message calls the database.</summary>
    public abstract string Name { get; }

    /// <summary>The words that tell a child process where it is.</summary>
    public abstract string Place { get; }

    public ArgoStore Open(TimeProvider? time = null, int queueCapacity = 4096, TimeSpan? busyTimeout = null)
    {
        var store = Open(time ?? TimeProvider.System, queueCapacity, busyTimeout ?? TimeSpan.FromSeconds(20));
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

    /// <summary>Reads beside the store.</summary>
    public abstract List<object[]> Rows(string sql);

    /// <summary>Writes beside the store.</summary>
    public abstract void Run(string sql);

    /// <summary>What a full check of the database finds damaged.</summary>
    public abstract IReadOnlyList<string> FindDamage();

    /// <summary>Holds up every write of others until it is disposed of.</summary>
    public abstract IDisposable Block();

    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    protected void Keep(ArgoStore store) => _open.Add(store);

    protected abstract ArgoStore Open(TimeProvider time, int queueCapacity, TimeSpan busyTimeout);
}
