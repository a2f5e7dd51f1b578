namespace Akka.Persistence;

/// <summary>Which snapshot it is.</summary>
public sealed class SnapshotMetadata : IEquatable<SnapshotMetadata>
{
    /// <summary>A snapshot whose time does not matter.</summary>
    public SnapshotMetadata(string persistenceId, long sequenceNr)
        : this(persistenceId, sequenceNr, DateTime.MinValue)
    {
    }

    /// <summary>A snapshot of a persistent actor after an event, at a time.</summary>
    public SnapshotMetadata(string persistenceId, long sequenceNr, DateTime timestamp)
    {
        PersistenceId = persistenceId;
        SequenceNr = sequenceNr;
        Timestamp = timestamp;
    }

    /// <summary>Whose it is.</summary>
    public string PersistenceId { get; }

    /// <summary>The last event that it covers.</summary>
    public long SequenceNr { get; }

    /// <summary>When it was taken, in UTC.</summary>
    public DateTime Timestamp { get; }

    /// <inheritdoc/>
    public bool Equals(SnapshotMetadata? other) =>
        other is not null && PersistenceId == other.PersistenceId && SequenceNr == other.SequenceNr
        && Timestamp == other.Timestamp;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SnapshotMetadata);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PersistenceId, SequenceNr, Timestamp);

    /// <inheritdoc/>
    public override string ToString() =>
        $"SnapshotMetadata<pid: {PersistenceId}, seqNr: {SequenceNr}, timestamp: {Timestamp:o}>";
}
