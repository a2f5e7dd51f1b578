namespace Akka.Persistence;

/// <summary>A snapshot could not be deleted.</summary>
public sealed class DeleteSnapshotFailure(SnapshotMetadata metadata, Exception cause)
{
    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata => metadata;

    /// <summary>Why not.</summary>
    public Exception Cause => cause;

    /// <inheritdoc/>
    public override string ToString() => $"DeleteSnapshotFailure<Metadata: {Metadata}, Cause: {Cause}>";
}
