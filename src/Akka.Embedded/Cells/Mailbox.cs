using Akka.Dispatch;

namespace Akka.Actor.Internal;

/// <summary>The two queues of an actor and the right to run it: at most one thread at a time.</summary>
/// <remarks>
/// Invariants. (1) Only the thread that moved <c>_scheduled</c> from 0 to 1 runs the cell. (2) System
/// messages are handled
/// before each user message. (3) <c>_suspended</c> and <c>_prepended</c> are touched only by the running
/// thread; producers
/// read <c>_suspended</c> after their message is claimed, so the message is seen when the mailbox resumes.
/// (4) Once
/// closed, what arrives goes to dead letters: at once when the sender sees the flag, else by a run that only
/// drains.
/// </remarks>
internal sealed class Mailbox(ActorCell cell, MessageDispatcher dispatcher) : IThreadPoolWorkItem
{
    private readonly MessageQueue _queue = new();
    private Stack<Envelope>? _prepended;
    private SystemMessage? _system;
    private int _scheduled;
    private volatile int _suspended;
    private volatile bool _closed;

    internal MessageDispatcher Dispatcher => dispatcher;

    internal bool IsClosed => _closed;

    internal bool IsSuspended => _suspended > 0;

    private bool HasSystemMessages => Volatile.Read(ref _system) is not (null or SystemMessage.Closed);

    internal void Post(object message, IActorRef? sender)
    {
        if (_closed)
        {
            cell.SendToDeadLetters(message, sender);
            return;
        }

        _queue.Enqueue(message, sender);
        if (_suspended == 0)
            TrySchedule();
    }

    internal void PostSystem(SystemMessage message)
    {
        var head = Volatile.Read(ref _system);
        while (true)
        {
            if (head is SystemMessage.Closed)
            {
                cell.HandleAfterDeath(message);
                return;
            }

            message.Next = head;
            var seen = Interlocked.CompareExchange(ref _system, message, head);
            if (ReferenceEquals(seen, head))
                break;
            head = seen;
        }

        TrySchedule();
    }

    /// <summary>Puts an envelope in front of the queue. Only the running actor does so.</summary>
    internal void Prepend(Envelope envelope) => (_prepended ??= new Stack<Envelope>()).Push(envelope);

    internal void Suspend() => _suspended++;

    internal void Resume()
    {
        if (_suspended > 0)
            _suspended--;
    }

    /// <summary>Takes no more; what is queued goes to dead letters. Only the running actor does so.</summary>
    internal void Close()
    {
        _closed = true;
        _suspended = 0;
        for (var message = TakeSystemMessages(SystemMessage.Closed.Instance); message is not null;)
        {
            var next = message.Next;
            cell.HandleAfterDeath(message);
            message = next;
        }

        Drain();
    }

    /// <summary>
    /// One turn: system messages, then at most the dispatcher's throughput of user messages.
    /// </summary>
    public void Execute()
    {
        var previous = ActorCell.Current;
        ActorCell.Current = cell;
        try
        {
            if (_closed)
                Drain();
            else
                RunTurn();
        }
        finally
        {
            ActorCell.Current = previous;
        }

        Release();
    }

    private void RunTurn()
    {
        RunSystemMessages();
        for (var left = dispatcher.Throughput; left > 0 && _suspended == 0 && !_closed; left--)
        {
            if (!TryTake(out var envelope))
                return;
            cell.Invoke(envelope);
            if (Volatile.Read(ref _system) is not null)
                RunSystemMessages();
        }
    }

    private void RunSystemMessages()
    {
        while (HasSystemMessages)
        {
            for (var message = TakeSystemMessages(null); message is not null;)
            {
                var next = message.Next;
                message.Next = null;
                if (_closed)
                    cell.HandleAfterDeath(message);
                else
                    cell.InvokeSystem(message);
                message = next;
            }
        }
    }

    /// <summary>Takes the list, oldest first, and leaves <paramref name="replacement"/>.</summary>
    private SystemMessage? TakeSystemMessages(SystemMessage? replacement)
    {
        var newest = Interlocked.Exchange(ref _system, replacement);
        if (newest is SystemMessage.Closed)
            return null;
        SystemMessage? oldest = null;
        while (newest is not null)
        {
            var older = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = older;
        }

        return oldest;
    }

    private bool TryTake(out Envelope envelope)
    {
        if (_prepended is { Count: > 0 })
        {
            envelope = _prepended.Pop();
            return true;
        }

        return _queue.TryDequeue(out envelope);
    }

    private void Drain()
    {
        while (TryTake(out var envelope))
            cell.SendToDeadLetters(envelope.Message, envelope.Sender);
    }

    private void Release()
    {
        var more = _prepended is { Count: > 0 } && _suspended == 0;
        Interlocked.Exchange(ref _scheduled, 0);
        if (more || HasSystemMessages || (_suspended == 0 && _queue.HasMessages))
            TryReschedule();
    }

    private void TrySchedule()
    {
        if (Volatile.Read(ref _scheduled) == 0 && Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0)
            dispatcher.Schedule(this);
    }

    private void TryReschedule()
    {
        if (Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0)
            dispatcher.Reschedule(this);
    }
}
