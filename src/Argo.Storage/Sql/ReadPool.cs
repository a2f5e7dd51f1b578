using System.Collections.Concurrent;
using System.Data.Common;

namespace Argo.Storage;

/// <summary>A bounded number of connections that only read, off the caller's thread.</summary>
internal sealed class ReadPool(ISqlDatabase database, int readers) : IReads, IAsyncDisposable
{
    private readonly SemaphoreSlim _slots = new(readers);
    private readonly ConcurrentStack<SqlSession> _idle = [];
    private volatile bool _disposed;

    public async Task<T> ReadAsync<T>(Func<SqlSession, T> query)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(ArgoStore));
        await _slots.WaitAsync().ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Read(query)).ConfigureAwait(false);
        }
        finally
        {
            _slots.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        for (var i = 0; i < readers; i++)
            await _slots.WaitAsync().ConfigureAwait(false); // the last running query has given its slot back
        while (_idle.TryPop(out var session))
            session.Dispose();
        _slots.Release(readers); // whoever still waits is refused by Read
    }

    private T Read<T>(Func<SqlSession, T> query)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(ArgoStore));
        SqlSession? session = null;
        try
        {
            session = _idle.TryPop(out var idle) ? idle : database.Connect(writes: false);
            var result = query(session);
            _idle.Push(session);
            return result;
        }
        catch (DbException error)
        {
            session?.Dispose();
            throw database.Explain(error);
        }
        catch
        {
            session?.Dispose();
            throw;
        }
    }
}
