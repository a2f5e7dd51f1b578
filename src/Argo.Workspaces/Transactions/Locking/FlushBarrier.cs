using Argo.Workspaces.Native;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Locking;

/// <summary>
/// Flushes a workspace's file system for all executions of this process that are in flight.
/// </summary>
/// <remarks>
/// A caller that arrives during a flush joins the next one, because its writes may have missed the running
/// one; all
/// who wait share that one. Errors are counted and never forgotten: the kernel reports a failed write-back
/// once and
/// then says "ok" although the data is gone, so a later success proves nothing for what was written before
/// it.
/// </remarks>
internal sealed class FlushBarrier(SafeFileHandle root)
{
    private readonly Lock _gate = new();
    private Batch? _running;
    private Batch? _next;
    private int _failures;

    /// <summary>How many flushes have failed so far; an execution remembers it when it begins.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>How many callers wait for the flush after the running one.</summary>
    internal int Waiting
    {
        get
        {
            lock (_gate)
                return _next?.Members ?? 0;
        }
    }

    /// <summary>Returns when a flush that began after this call has ended.</summary>
    /// <param name="kernel">The system calls of whoever leads the flush.</param>
    /// <returns>What that flush answered.</returns>
    public Errno Join(IKernel kernel)
    {
        Batch own;
        lock (_gate)
        {
            own = _running is null ? _running = new Batch() : _next ??= new Batch();
            own.Members++;
            if (own.Members == 1 && own == _running)
                own.Turn.Set();
        }
        own.Turn.Wait();
        lock (own)
        {
            if (!own.IsDone)
                Lead(own, kernel);
            return own.Answer;
        }
    }

    private void Lead(Batch batch, IKernel kernel)
    {
        batch.Answer = Errno.InputOutput; // stands if the call itself throws
        try
        {
            batch.Answer = kernel.FlushFileSystem(root);
        }
        finally
        {
            batch.IsDone = true;
            if (batch.Answer is not Errno.Ok)
                Interlocked.Increment(ref _failures);
            lock (_gate)
            {
                (_running, _next) = (_next, null);
                _running?.Turn.Set();
            }
        }
    }

    private sealed class Batch
    {
        public ManualResetEventSlim Turn { get; } = new();
        public int Members { get; set; }
        public bool IsDone { get; set; }
        public Errno Answer { get; set; }
    }
}
