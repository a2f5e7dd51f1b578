using Argo.Artifacts;
using Argo.Storage;

namespace Argo.Hosting.Client;

/// <summary>Finds the workspace that a name or a directory means.</summary>
internal sealed class WorkspaceResolver(ArgoOptions options, ArgoStore store)
{
    public async Task<WorkspaceRef> ResolveAsync(string? nameOrDirectory, ExecutionPlanArtifact? plan)
    {
        var given = nameOrDirectory ?? plan?.Workspace
            ?? throw new ArgoException(ArgoFault.InvalidInput, "workspace: name one, or give its directory.");
        if (await FindByNameAsync(given).ConfigureAwait(false) is { } named)
            return Agreed(named, plan);
        if (!Directory.Exists(given))
        {
            throw new ArgoException(ArgoFault.InvalidInput,
                $"workspace: '{given}' is neither a registered name nor a directory; give the directory "
                    + "once to register it.");
        }

        return Agreed(await RegisterAsync(Resolved(given), plan?.Workspace).ConfigureAwait(false), plan);
    }

    private static WorkspaceRef Agreed(WorkspaceRef found, ExecutionPlanArtifact? plan) =>
        plan?.Workspace is { } wanted && wanted != found.Name
            ? throw new ArgoException(ArgoFault.InvalidInput,
                $"workspace: the plan is for '{wanted}', not for '{found.Name}' ({found.Root}); choose "
                    + "that workspace.")
            : found;

    private async Task<WorkspaceRef?> FindByNameAsync(string name)
    {
        if (options.Workspaces.TryGetValue(name, out var root))
            return new WorkspaceRef(name, Resolved(root));
        var entry = await store.Workspaces.GetAsync(name).ConfigureAwait(false);
        return entry is null ? null : new WorkspaceRef(entry.Name, entry.Root);
    }

    private async Task<WorkspaceRef> RegisterAsync(string root, string? wantedName)
    {
        foreach (var (name, configured) in options.Workspaces)
        {
            if (Resolved(configured) == root)
                return new WorkspaceRef(name, root);
        }

        var entries = await store.Workspaces.ListAsync().ConfigureAwait(false);
        var known = entries.FirstOrDefault(
            e => e.Root == root && (wantedName is null || e.Name == wantedName));
        if (known is not null)
            return new WorkspaceRef(known.Name, root);
        var taken = entries.Select(e => e.Name).Concat(options.Workspaces.Keys)
            .ToHashSet(StringComparer.Ordinal);
        var free = FreeName(wantedName ?? Path.GetFileName(root), taken);
        await store.Workspaces.RegisterAsync(free, root).ConfigureAwait(false);
        return new WorkspaceRef(free, root);
    }

    private static string FreeName(string wanted, HashSet<string> taken)
    {
        var name = wanted.Length == 0 ? "root" : wanted;
        for (var n = 2; taken.Contains(name); n++)
            name = $"{wanted}-{n}";
        return name;
    }

    /// <summary>
    /// The absolute path with every link on the way resolved, so that one tree has one name.
    /// </summary>
    private static string Resolved(string directory)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var root = Path.GetPathRoot(path)!;
        return path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(root, (parent, part) =>
            {
                var next = Path.Combine(parent, part);
                return new DirectoryInfo(next).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next;
            });
    }
}
