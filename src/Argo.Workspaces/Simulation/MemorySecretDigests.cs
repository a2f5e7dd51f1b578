using System.Collections.Concurrent;

namespace Argo.Workspaces.Simulation;

/// <summary>Secrets known by their digests for as long as the process lives.</summary>
public sealed class MemorySecretDigests : ISecretDigests
{
    private readonly ConcurrentDictionary<string, bool> _digests = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Contains(string sha256) => _digests.ContainsKey(sha256);

    /// <inheritdoc/>
    public void Add(string sha256) => _digests.TryAdd(sha256, true);
}
