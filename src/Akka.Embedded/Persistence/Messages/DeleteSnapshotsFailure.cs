namespace Akka.Persistence;

/// <summary>Snapshots could not be deleted.</summary>
public sealed class DeleteSnapshotsFailure(SnapshotSelectionCriteria criteria, Exception cause)
{
    /// <summary>Which snapshots.</summary>
    public SnapshotSelectionCriteria Criteria => criteria;

    /// <summary>Why not.</summary>
    public Exception Cause => cause;

    /// <inheritdoc/>
    public override string ToString() => $"DeleteSnapshotsFailure<Criteria: {Criteria}, Cause: {Cause}>";
}
