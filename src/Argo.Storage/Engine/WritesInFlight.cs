using System.Collections.Concurrent;

namespace Argo.Storage;

/// <summary>The last unfinished write of each persistence id.</summary>
/// <remarks>
/// An actor may be stopped and started again while its last write is still queued; its successor must not
/// read the stream before that write has ended, or it would use the same number again.
/// </remarks>
internal sealed class WritesInFlight
{
    private readonly ConcurrentDictionary<string, Task> _writes = [];

    public async Task TrackAsync(IReadOnlyCollection<string> persistenceIds, Task write)
    {
        foreach (var id in persistenceIds)
            _writes[id] = write;
        try
        {
            await write.ConfigureAwait(false);
        }
        finally
        {
            foreach (var id in persistenceIds)
                _writes.TryRemove(KeyValuePair.Create(id, write));
        }
    }

    /// <summary>Ends when the write in flight has ended, well or not.</summary>
    public async Task SettleAsync(string persistenceId)
    {
        if (_writes.TryGetValue(persistenceId, out var write))
            await write.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
