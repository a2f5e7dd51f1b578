using Akka.Actor;
using Akka.Persistence.Embedded;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    /// <summary>
    /// Deletes events up to a number, at most <see cref="LastSequenceNr"/>, which
    /// <see cref="long.MaxValue"/> stands for.
    /// Answered by <see cref="DeleteMessagesSuccess"/> or its failure.
    /// </summary>
    public void DeleteMessages(long toSequenceNr)
    {
        var to = toSequenceNr == long.MaxValue ? LastSequenceNr : toSequenceNr;
        var beyond = to > LastSequenceNr
            ? new InvalidOperationException($"There is no event [{to}] yet, only up to [{LastSequenceNr}].")
            : null;
        Answer(
            () => beyond is null ? Extension.Journal.DeleteToAsync(PersistenceId, to) : throw beyond,
            new DeleteMessagesSuccess(to),
            cause => new DeleteMessagesFailure(cause, to));
    }

    /// <summary>Saves the state; answered by <see cref="SaveSnapshotSuccess"/> or its failure.</summary>
    public void SaveSnapshot(object snapshot)
    {
        var metadata = new SnapshotMetadata(SnapshotterId, SnapshotSequenceNr, DateTime.UtcNow);
        Answer(
            () => Extension.Snapshots.SaveAsync(Row(metadata, snapshot)),
            new SaveSnapshotSuccess(metadata),
            cause => new SaveSnapshotFailure(metadata, cause));
    }

    /// <summary>Deletes a snapshot; answered by <see cref="DeleteSnapshotSuccess"/> or its failure.</summary>
    public void DeleteSnapshot(long sequenceNr)
    {
        var metadata = new SnapshotMetadata(SnapshotterId, sequenceNr);
        Answer(
            () => Extension.Snapshots.DeleteAsync(SnapshotterId, sequenceNr, sequenceNr, 0, long.MaxValue),
            new DeleteSnapshotSuccess(metadata),
            cause => new DeleteSnapshotFailure(metadata, cause));
    }

    /// <summary>
    /// Deletes the snapshots that fit; answered by <see cref="DeleteSnapshotsSuccess"/> or its failure.
    /// </summary>
    public void DeleteSnapshots(SnapshotSelectionCriteria criteria) =>
        Answer(
            () => Extension.Snapshots.DeleteAsync(
                SnapshotterId,
                criteria.MinSequenceNr,
                criteria.MaxSequenceNr,
                criteria.MinTimestamp?.Ticks ?? 0,
                criteria.MaxTimeStamp.Ticks),
            new DeleteSnapshotsSuccess(criteria),
            cause => new DeleteSnapshotsFailure(criteria, cause));

    private void Answer(Func<Task> work, object success, Func<Exception, object> failure)
    {
        Task task;
        try
        {
            task = work();
        }
        catch (Exception cause)
        {
            task = Task.FromException(cause);
        }

        task.PipeTo(Self, Self, () => success, failure);
    }

    private SnapshotRow Row(SnapshotMetadata metadata, object snapshot)
    {
        var serializer = _cell.System.Serialization.FindSerializerFor(snapshot);
        return new SnapshotRow(
            metadata.PersistenceId,
            metadata.SequenceNr,
            metadata.Timestamp.Ticks,
            serializer.ToBinary(snapshot),
            serializer.Identifier,
            Serialization.Serialization.ManifestFor(serializer, snapshot));
    }
}
