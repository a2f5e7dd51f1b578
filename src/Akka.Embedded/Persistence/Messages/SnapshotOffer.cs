namespace Akka.Persistence;

/// <summary>The snapshot that a recovery begins with.</summary>
public sealed class SnapshotOffer(SnapshotMetadata metadata, object snapshot) : IEquatable<SnapshotOffer>
{
    /// <summary>Which snapshot it is.</summary>
    public SnapshotMetadata Metadata => metadata;

    /// <summary>The state.</summary>
    public object Snapshot => snapshot;

    /// <inheritdoc/>
    public bool Equals(SnapshotOffer? other) =>
        other is not null && Metadata.Equals(other.Metadata) && Equals(Snapshot, other.Snapshot);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SnapshotOffer);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Metadata, Snapshot);

    /// <inheritdoc/>
    public override string ToString() => $"SnapshotOffer<metadata: {Metadata}, snapshot: {Snapshot}>";
}
