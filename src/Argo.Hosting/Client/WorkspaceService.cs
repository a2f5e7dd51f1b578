using System.Collections.Immutable;
using Argo.Storage;
using Argo.Storage.Repositories;
using Argo.Workspaces.Paths;

namespace Argo.Hosting.Client;

/// <summary>Keeps the names of workspaces in the store.</summary>
internal sealed class WorkspaceService(ArgoOptions options, ArgoStore store) : IArgoWorkspaces
{
    public async Task<WorkspaceRef> AddAsync(
        string name, string directory, string by, CancellationToken cancellation = default)
    {
        if (WorkspaceNames.WhyNot(name) is { } problem)
            throw Wrong($"name: {problem}.");
        if (!Directory.Exists(directory))
            throw Wrong($"directory: '{directory}' is not a directory; give an existing one.");
        var root = CanonicalPath.Of(directory);
        if (options.Workspaces.TryGetValue(name, out var configured)
            && CanonicalPath.Of(configured) != root)
            throw Wrong($"name: the settings say that '{name}' is '{configured}'; choose another name.");
        try
        {
            var entry = await store.Workspaces.RegisterAsync(name, root, by).ConfigureAwait(false);
            return new WorkspaceRef(entry.Name, entry.Root);
        }
        catch (StoreException taken) when (taken.Fault is StoreFault.Conflict)
        {
            throw Wrong($"name: {taken.Message}", taken);
        }
    }

    public async Task<ImmutableArray<NamedWorkspace>> ListAsync(CancellationToken cancellation = default)
    {
        var registered = await store.Workspaces.ListAsync().ConfigureAwait(false);
        return
        [
            .. options.Workspaces
                .Select(one => new NamedWorkspace(
                    one.Key, CanonicalPath.Of(one.Value), null, null, IsInForce: true))
                .Concat(registered.Select(one => new NamedWorkspace(
                    one.Name, one.Root, one.AddedBy, one.RegisteredAt, one.IsInForce)))
                .OrderBy(one => one.Name, StringComparer.Ordinal),
        ];
    }

    public async Task RemoveAsync(string name, CancellationToken cancellation = default)
    {
        if (await store.Workspaces.RemoveAsync(name).ConfigureAwait(false))
            return;
        throw options.Workspaces.ContainsKey(name)
            ? Wrong($"name: '{name}' is of the settings; take it out of argo.json.")
            : new ArgoException(ArgoFault.NotFound,
                $"No workspace has the name '{name}'; 'argo workspace list' shows those there are.");
    }

    private static ArgoException Wrong(string message, Exception? cause = null) =>
        new(ArgoFault.InvalidInput, message, cause);
}
