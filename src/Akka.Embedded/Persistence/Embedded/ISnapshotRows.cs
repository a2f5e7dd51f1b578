namespace Akka.Persistence.Embedded;

/// <summary>Where the embedded engine keeps snapshots.</summary>
public interface ISnapshotRows
{
    /// <summary>
    /// Saves a snapshot, replacing one with the same id and number; durable when the task ends.
    /// </summary>
    Task SaveAsync(SnapshotRow row);

    /// <summary>The newest snapshot of an id within the bounds (both included), or null.</summary>
    Task<SnapshotRow?> LoadAsync(
        string persistenceId,
        long minSequenceNr,
        long maxSequenceNr,
        long minCreatedTicks,
        long maxCreatedTicks);

    /// <summary>Deletes every snapshot of an id within the bounds (both included).</summary>
    Task DeleteAsync(
        string persistenceId,
        long minSequenceNr,
        long maxSequenceNr,
        long minCreatedTicks,
        long maxCreatedTicks);
}
