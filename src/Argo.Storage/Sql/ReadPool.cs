using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;

namespace Argo.Storage.Sql;

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
        try
        {
            if (_idle.TryPop(out var idle))
            {
                try
                {
                    return ReadOn(idle, query);
                }
                catch (DbException) when (idle.Connection.State is not ConnectionState.Open)
                {
                    // The server has dropped it while it was idle; a new connection reads the same.
                }
            }

            return ReadOn(database.Connect(writes: false), query);
        }
        catch (DbException error)
        {
            throw database.Explain(error);
        }
    }

    private T ReadOn<T>(SqlSession session, Func<SqlSession, T> query)
    {
        var isRead = false;
        try
        {
            var result = query(session);
            isRead = true;
            return result;
        }
        finally // runs after the filter above has looked at the connection
        {
            if (isRead)
                _idle.Push(session);
            else
                session.Dispose();
        }
    }
}
