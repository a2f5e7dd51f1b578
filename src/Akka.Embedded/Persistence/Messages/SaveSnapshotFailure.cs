namespace Akka.Persistence;

/// <summary>A snapshot could not be saved.</summary>
public sealed class SaveSnapshotFailure(SnapshotMetadata metadata, Exception cause)
{
    /// <summary>Which snapshot.</summary>
    public SnapshotMetadata Metadata => metadata;

    /// <summary>Why not.</summary>
    public Exception Cause => cause;

    /// <inheritdoc/>
    public override string ToString() => $"SaveSnapshotFailure<Metadata: {Metadata}, Cause: {Cause}>";
}
