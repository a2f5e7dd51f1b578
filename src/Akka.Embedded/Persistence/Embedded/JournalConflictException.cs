namespace Akka.Persistence.Embedded;

/// <summary>Two writers used one persistence id: the sequence number is already taken.</summary>
public sealed class JournalConflictException : Exception
{
    /// <summary>Names the id and the number that were already taken.</summary>
    public JournalConflictException(string persistenceId, long sequenceNr, Exception? cause = null)
        : base($"Event {sequenceNr} of '{persistenceId}' was already written by another writer.", cause)
    {
        PersistenceId = persistenceId;
        SequenceNr = sequenceNr;
    }

    /// <summary>The stream that both wrote to.</summary>
    public string PersistenceId { get; }

    /// <summary>The number that was taken.</summary>
    public long SequenceNr { get; }
}
