using System.Collections.Concurrent;
using Argo.Storage;
using Argo.Workspaces.Simulation;

namespace Argo.Hosting.Adapters;

/// <summary>What was once secret stays so: over processes, in the store that keeps the reports too.</summary>
internal sealed class StoredSecrets(ArgoStore store) : ISecretDigests
{
    private readonly ConcurrentDictionary<string, bool> _isStored = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool Contains(string sha256) => _isStored.ContainsKey(sha256);

    /// <inheritdoc/>
    public void Add(string sha256) => _isStored.TryAdd(sha256, false);

    /// <summary>Learns what other processes have remembered meanwhile; before a dry run.</summary>
    public async Task LoadAsync()
    {
        foreach (var digest in await store.Secrets.ListAsync().ConfigureAwait(false))
            _isStored[digest] = true;
    }

    /// <summary>Makes durable what a dry run has added; before its report leaves.</summary>
    public async Task KeepAsync()
    {
        var fresh = _isStored.Where(pair => !pair.Value).Select(pair => pair.Key).ToArray();
        if (fresh.Length == 0)
            return;
        await store.Secrets.AddAsync(fresh).ConfigureAwait(false);
        foreach (var digest in fresh)
            _isStored[digest] = true;
    }
}
