namespace Akka.Persistence;

/// <summary>
/// Lets only so many persistent actors recover at a time, so that they do not flood the journal.
/// </summary>
internal sealed class RecoveryPermits(int limit)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Eventsourced> _waiting = new();
    private int _free = limit;

    /// <summary>True when the actor may recover now; else it is told when it may.</summary>
    internal bool TryTake(Eventsourced actor)
    {
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }

            _waiting.AddLast(actor);
            return false;
        }
    }

    /// <summary>Gives a permit back, to the next who waits.</summary>
    internal void Return()
    {
        Eventsourced? next;
        lock (_gate)
        {
            next = _waiting.First?.Value;
            if (next is null)
                _free++;
            else
                _waiting.RemoveFirst();
        }

        next?.GrantPermit();
    }

    /// <summary>Takes an actor off the queue; false when it was not, or is no longer, in it.</summary>
    internal bool TryLeave(Eventsourced actor)
    {
        lock (_gate)
            return _waiting.Remove(actor);
    }
}
