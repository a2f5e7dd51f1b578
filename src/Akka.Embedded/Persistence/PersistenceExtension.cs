using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Persistence.Embedded;

namespace Akka.Persistence;

/// <summary>The journal, the snapshot store and the recoveries of a system.</summary>
public sealed class PersistenceExtension : IExtension
{
    private readonly ConcurrentDictionary<string, Task> _writesInProgress = new();

    internal PersistenceExtension(ActorSystemImpl system)
    {
        System = system;
        Journal = system.Setup.Journal ?? new InMemoryJournal();
        Snapshots = system.Setup.Snapshots ?? NoSnapshots.Instance;
        Permits = new RecoveryPermits(system.Setup.MaxConcurrentRecoveries);
    }

    internal ActorSystemImpl System { get; }

    internal IEventJournal Journal { get; }

    internal ISnapshotRows Snapshots { get; }

    internal RecoveryPermits Permits { get; }

    /// <summary>Writes rows of one stream; a recovery of the stream that begins now waits for them.</summary>
    internal async Task WriteAsync(string persistenceId, IReadOnlyList<JournalRow> rows)
    {
        var write = Journal.WriteAsync(rows);
        if (write.IsCompleted)
        {
            await write.ConfigureAwait(false);
            return;
        }

        _writesInProgress[persistenceId] = write;
        try
        {
            await write.ConfigureAwait(false);
        }
        finally
        {
            _writesInProgress.TryRemove(new KeyValuePair<string, Task>(persistenceId, write));
        }
    }

    /// <summary>
    /// Waits for the write in progress of a stream, whatever its outcome: a dead incarnation may have begun
    /// it.
    /// </summary>
    internal Task WhenWritten(string persistenceId) =>
        _writesInProgress.TryGetValue(persistenceId, out var write)
            ? write.ContinueWith(
                static _ => { },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default)
            : Task.CompletedTask;
}
