using Akka.Actor;
using Akka.Persistence.Embedded;

namespace Akka.Persistence;

/// <summary>
/// What the journal and the snapshot store tell a persistent actor; ignored by a later incarnation.
/// </summary>
internal abstract class PersistenceReply(Eventsourced owner) : IDeadLetterSuppression
{
    internal Eventsourced Owner => owner;

    /// <summary>The actor may recover.</summary>
    internal sealed class PermitGranted(Eventsourced owner) : PersistenceReply(owner);

    /// <summary>The snapshot to begin with; null when there is none.</summary>
    internal sealed class SnapshotLoaded(Eventsourced owner, SnapshotRow? row) : PersistenceReply(owner)
    {
        internal SnapshotRow? Row => row;
    }

    /// <summary>One event of the past.</summary>
    internal sealed class Replayed(Eventsourced owner, JournalRow row) : PersistenceReply(owner)
    {
        internal JournalRow Row => row;
    }

    /// <summary>All events have been replayed.</summary>
    internal sealed class ReplayDone(Eventsourced owner, long highestSequenceNr) : PersistenceReply(owner)
    {
        internal long HighestSequenceNr => highestSequenceNr;
    }

    /// <summary>The journal or the snapshot store failed.</summary>
    internal sealed class RecoveryFailed(Eventsourced owner, Exception cause) : PersistenceReply(owner)
    {
        internal Exception Cause => cause;
    }

    /// <summary>Looks whether the recovery goes on.</summary>
    internal sealed class RecoveryTick(Eventsourced owner) : PersistenceReply(owner);

    /// <summary>A write is over; the next may begin. The outcome of each event follows.</summary>
    internal sealed class WriteDone(Eventsourced owner) : PersistenceReply(owner);

    /// <summary>The base of what happened to one event.</summary>
    internal abstract class Outcome(Eventsourced owner, PendingEvent pending) : PersistenceReply(owner)
    {
        internal PendingEvent Pending => pending;
    }

    /// <summary>An event is durable, or a deferred one has its turn.</summary>
    internal sealed class Written(Eventsourced owner, PendingEvent pending) : Outcome(owner, pending);

    /// <summary>An event was not stored, and nothing else was harmed.</summary>
    internal sealed class Rejected(Eventsourced owner, PendingEvent pending, Exception cause)
        : Outcome(owner, pending)
    {
        internal Exception Cause => cause;
    }

    /// <summary>An event may or may not be stored.</summary>
    internal sealed class Failed(Eventsourced owner, PendingEvent pending, Exception cause)
        : Outcome(owner, pending)
    {
        internal Exception Cause => cause;
    }
}
