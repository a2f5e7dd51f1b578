namespace Akka.Persistence.Embedded;

/// <summary>Where the embedded engine keeps the events of persistent actors.</summary>
/// <remarks>Calls come from many actors at once; an implementation may group them into one commit.</remarks>
public interface IEventJournal
{
    /// <summary>Appends <paramref name="rows"/>, all or none; when the task ends they are durable.</summary>
    /// <exception cref="JournalConflictException">
    /// Another writer has already used one of the sequence numbers; nothing was written.
    /// </exception>
    Task WriteAsync(IReadOnlyList<JournalRow> rows);

    /// <summary>
    /// The highest sequence number ever written for an id, deleted events included; 0 when there is none.
    /// </summary>
    Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);

    /// <summary>
    /// Hands the live rows of an id to <paramref name="callback"/> in order, both ends included.
    /// </summary>
    Task ReplayAsync(
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<JournalRow> callback);

    /// <summary>
    /// Deletes the events of an id up to and including a number; the highest number survives.
    /// </summary>
    Task DeleteToAsync(string persistenceId, long toSequenceNr);
}
