using System.Collections.Concurrent;
using Argo.Artifacts.Files;

namespace Argo.Workspaces.Simulation;

/// <summary>Digests kept for as long as the process lives, up to a number of files.</summary>
/// <param name="capacity">How many; when it is reached, all are forgotten.</param>
public sealed class MemoryDigestCache(int capacity = 100_000) : IDigestCache
{
    private readonly ConcurrentDictionary<FileIdentity, string> _digests = new();

    /// <inheritdoc/>
    public string? Find(FileIdentity identity) => _digests.GetValueOrDefault(identity);

    /// <inheritdoc/>
    public void Put(FileIdentity identity, string sha256)
    {
        if (_digests.Count >= capacity)
            _digests.Clear();
        _digests[identity] = sha256;
    }
}
