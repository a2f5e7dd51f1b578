namespace Akka.Persistence.Embedded;

/// <summary>No snapshot store: finds nothing, and refuses to save.</summary>
internal sealed class NoSnapshots : ISnapshotRows
{
    internal static readonly NoSnapshots Instance = new();

    private static readonly Task<SnapshotRow?> Nothing = Task.FromResult<SnapshotRow?>(null);

    private NoSnapshots()
    {
    }

    public Task SaveAsync(SnapshotRow row) => Task.FromException(new NotSupportedException(
        "There is no snapshot store. Configure one with EmbeddedSetup.WithSnapshots."));

    public Task<SnapshotRow?> LoadAsync(
        string persistenceId,
        long minSequenceNr,
        long maxSequenceNr,
        long minCreatedTicks,
        long maxCreatedTicks) => Nothing;

    public Task DeleteAsync(
        string persistenceId,
        long minSequenceNr,
        long maxSequenceNr,
        long minCreatedTicks,
        long maxCreatedTicks) => Task.CompletedTask;
}
