using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Argo.Storage.Sql;

namespace Argo.Storage.Writing;

/// <summary>
/// The one writer of a store: everything that is queued when it looks shares one transaction.
/// </summary>
/// <remarks>
/// <para>1. An answer is given only after COMMIT has returned: what a caller was told is on the disk.</para>
/// <para>2. Each item has its own savepoint: its failure undoes it alone.</para>
/// <para>3. A failed COMMIT, or a failure of the database itself, fails every item of the group.</para>
/// <para>4. After such a failure the connection is dropped: nothing in it is believed any more.</para>
/// <para>5. Items run in the order in which they were queued; a full queue holds its callers back.</para>
/// </remarks>
internal sealed class GroupCommitWriter : IAsyncDisposable
{
    private static readonly TimeSpan LookOut = TimeSpan.FromMicroseconds(50);

    private readonly ISqlDatabase _database;
    private readonly Channel<WriteItem> _queue;
    private readonly List<WriteItem> _group = [];
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _capacity;
    private SqlSession? _session;
    private long _commits;
    private long _items;

    public GroupCommitWriter(ISqlDatabase database, SqlSession session, int capacity)
    {
        (_database, _session, _capacity) = (database, session, capacity);
        _queue = Channel.CreateBounded<WriteItem>(new BoundedChannelOptions(capacity)
        {
            SingleReader = true,
            AllowSynchronousContinuations = true, // wakes this thread without a hop over the thread pool
        });
        _thread = new Thread(Run) { IsBackground = true, Name = "argo-store-writer" };
        _thread.Start();
    }

    public StoreCounters Counters => new(Interlocked.Read(ref _commits), Interlocked.Read(ref _items));

    /// <summary>
    /// Queues <paramref name="work"/>; the task ends when the transaction around it is durable.
    /// </summary>
    public Task<T> SubmitAsync<T>(Func<SqlSession, T> work)
    {
        var item = new WriteItem<T>(work);
        return _queue.Writer.TryWrite(item) ? item.Answer : WaitForRoomAsync(item);
    }

    /// <summary>Commits what is queued, refuses what comes later, closes the connection.</summary>
    public ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        return new ValueTask(_ended.Task);
    }

    private async Task<T> WaitForRoomAsync<T>(WriteItem<T> item)
    {
        try
        {
            await _queue.Writer.WriteAsync(item).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(ArgoStore));
        }

        return await item.Answer.ConfigureAwait(false);
    }

    private void Run()
    {
        while (WaitForWork())
        {
            while (_group.Count < _capacity && _queue.Reader.TryRead(out var item))
                _group.Add(item);
            CommitGroup();
            _group.Clear();
        }

        DropConnection();
        _ended.SetResult();
    }

    // A caller that writes one event after another is back sooner than a sleeping thread would wake.
    private bool WaitForWork()
    {
        for (var answered = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(answered) < LookOut;)
        {
            if (_queue.Reader.Count > 0)
                return true;
            Thread.SpinWait(20);
        }

        return _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();
    }

    private void CommitGroup()
    {
        try
        {
            var session = BeginGroup();
            foreach (var item in _group)
                RunAlone(session, item);
            _database.Commit(session);
        }
        catch (Exception error)
        {
            DropConnection(); // rolls back
            var fault = error is DbException failure ? _database.Explain(failure) : error;
            _group.ForEach(item => item.Fail(fault));
            return;
        }

        Interlocked.Increment(ref _commits);
        Interlocked.Add(ref _items, _group.Count);
        _group.ForEach(item => item.Complete());
    }

    /// <summary>
    /// Begins on the connection at hand; where the server has dropped it meanwhile, on a new one.
    /// </summary>
    private SqlSession BeginGroup()
    {
        if (_session is { } open)
        {
            try
            {
                _database.Begin(open);
                return open;
            }
            catch (DbException) when (open.Connection.State is not ConnectionState.Open)
            {
                DropConnection(); // nothing was begun on it, so nothing is lost
            }
        }

        _session = _database.Connect(writes: true);
        _database.Begin(_session);
        return _session;
    }

    private void RunAlone(SqlSession session, WriteItem item)
    {
        var shares = _group.Count > 1; // a lone item has the whole transaction for itself
        if (shares)
            session.Execute("SAVEPOINT item");
        try
        {
            item.Run(session);
        }
        catch (Exception error) when (
            error is not DbException failure || _database.LeavesTransactionUsable(failure))
        {
            Undo(session, shares);
            item.Reject(error is DbException refused ? _database.Explain(refused) : error);
        }

        if (shares)
            session.Execute("RELEASE item");
    }

    private void Undo(SqlSession session, bool shares)
    {
        session.Execute(shares ? "ROLLBACK TO item" : "ROLLBACK");
        if (!shares)
            // so that every path ends with a commit; this one is empty and costs no flush
            _database.Begin(session);
    }

    private void DropConnection()
    {
        try
        {
            _session?.Dispose();
        }
        catch (DbException)
        {
            // It is already known to be broken; the next group opens another.
        }

        _session = null;
    }
}
