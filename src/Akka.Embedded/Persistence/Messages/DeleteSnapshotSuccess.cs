namespace Akka.Persistence;

/// <summary>A snapshot is deleted.</summary>
public sealed class DeleteSnapshotSuccess(SnapshotMetadata metadata)
{
    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata => metadata;

    /// <inheritdoc/>
    public override string ToString() => $"DeleteSnapshotSuccess<Metadata: {Metadata}>";
}
