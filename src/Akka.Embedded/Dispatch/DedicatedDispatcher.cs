using System.Collections.Concurrent;
using Akka.Actor.Internal;

namespace Akka.Dispatch;

/// <summary>
/// Runs actors on background threads of its own, so that blocking calls starve nobody else.
/// </summary>
/// <remarks>The threads start with the first actor and are named after the dispatcher.</remarks>
internal sealed class DedicatedDispatcher(string id, int threads, int throughput)
    : MessageDispatcher(id, throughput)
{
    private readonly BlockingCollection<Mailbox> _work = [];
    private int _started;

    internal override void Schedule(Mailbox mailbox)
    {
        if (Volatile.Read(ref _started) == 0 && Interlocked.Exchange(ref _started, 1) == 0)
            StartThreads();
        try
        {
            _work.Add(mailbox);
        }
        catch (InvalidOperationException)
        {
            // Shut down: the system is gone, and what still arrives only has dead letters to go to.
            ThreadPool.UnsafeQueueUserWorkItem(mailbox, preferLocal: false);
        }
    }

    internal override void Shutdown() => _work.CompleteAdding();

    private void StartThreads()
    {
        for (var i = 1; i <= threads; i++)
            new Thread(Work) { IsBackground = true, Name = $"{Id}_{i}" }.Start();
    }

    private void Work()
    {
        foreach (var mailbox in _work.GetConsumingEnumerable())
            mailbox.Execute();
    }
}
