namespace Akka.Actor.Internal;

/// <summary>
/// An unbounded queue with many producers and one consumer; no lock, no allocation a message.
/// </summary>
/// <remarks>
/// A chain of segments of growing size. A producer claims a slot with one interlocked increment, then fills
/// it; the
/// consumer takes slots in order and waits for a slot that is claimed but not filled yet. Slots are used
/// once.
/// The claim is a full fence, and <see cref="HasMessages"/> counts claims, so a producer that finds the
/// mailbox
/// scheduled may rely on the consumer's last look seeing its message.
/// </remarks>
internal sealed class MessageQueue
{
    private const int FirstLength = 4;
    private const int LargestLength = 256;
    private const int SpinsForAClaimedSlot = 20;

    private Segment _tail;
    private Segment _head;
    private int _headIndex;

    internal MessageQueue() => _head = _tail = new Segment(FirstLength);

    /// <summary>
    /// True when a message has been enqueued, or claimed its place, since the last dequeue.
    /// </summary>
    internal bool HasMessages
    {
        get
        {
            var head = _head;
            if (_headIndex < head.Slots.Length)
                return Volatile.Read(ref head.Claimed) > _headIndex;
            return Volatile.Read(ref head.Next) is { } next && Volatile.Read(ref next.Claimed) > 0;
        }
    }

    internal void Enqueue(object message, IActorRef? sender)
    {
        var segment = Volatile.Read(ref _tail);
        while (true)
        {
            var index = Interlocked.Increment(ref segment.Claimed) - 1;
            var slots = segment.Slots;
            if ((uint)index < (uint)slots.Length)
            {
                slots[index].Sender = sender;
                Volatile.Write(ref slots[index].Message, message);
                return;
            }

            segment = NextOf(segment);
        }
    }

    /// <summary>Takes the oldest message. Only the consumer calls it.</summary>
    internal bool TryDequeue(out Envelope envelope)
    {
        while (_headIndex == _head.Slots.Length)
        {
            if (Volatile.Read(ref _head.Next) is not { } next)
            {
                envelope = default;
                return false;
            }

            _head = next;
            _headIndex = 0;
        }

        ref var slot = ref _head.Slots[_headIndex];
        var message = Volatile.Read(ref slot.Message) ?? AwaitFill(ref slot.Message);
        if (message is null)
        {
            envelope = default;
            return false;
        }

        envelope = new Envelope(message, slot.Sender!);
        slot = default;
        _headIndex++;
        return true;
    }

    private object? AwaitFill(ref object? message)
    {
        if (Volatile.Read(ref _head.Claimed) <= _headIndex)
            return null;
        var spinner = default(SpinWait);
        for (var i = 0; i < SpinsForAClaimedSlot && Volatile.Read(ref message) is null; i++)
            spinner.SpinOnce(sleep1Threshold: -1);
        return Volatile.Read(ref message);
    }

    private Segment NextOf(Segment full)
    {
        var next = Volatile.Read(ref full.Next);
        if (next is null)
        {
            var fresh = new Segment(Math.Min(full.Slots.Length * 2, LargestLength));
            next = Interlocked.CompareExchange(ref full.Next, fresh, null) ?? fresh;
        }

        Interlocked.CompareExchange(ref _tail, next, full);
        return next;
    }

    private struct Slot
    {
        internal object? Message;
        internal IActorRef? Sender;
    }

    private sealed class Segment(int length)
    {
        internal readonly Slot[] Slots = new Slot[length];
        internal int Claimed;
        internal Segment? Next;
    }
}
