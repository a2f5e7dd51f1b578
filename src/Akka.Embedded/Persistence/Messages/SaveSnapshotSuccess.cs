namespace Akka.Persistence;

/// <summary>A snapshot is saved.</summary>
public sealed class SaveSnapshotSuccess(SnapshotMetadata metadata)
{
    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata => metadata;

    /// <inheritdoc/>
    public override string ToString() => $"SaveSnapshotSuccess<Metadata: {Metadata}>";
}
