namespace Akka.Persistence;

/// <summary>Snapshots are deleted.</summary>
public sealed class DeleteSnapshotsSuccess(SnapshotSelectionCriteria criteria)
{
    /// <summary>Which snapshots.</summary>
    public SnapshotSelectionCriteria Criteria => criteria;

    /// <inheritdoc/>
    public override string ToString() => $"DeleteSnapshotsSuccess<Criteria: {Criteria}>";
}
