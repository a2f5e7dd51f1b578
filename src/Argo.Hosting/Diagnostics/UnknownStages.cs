using System.Collections.Concurrent;
using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Hosting.Logging;
using Argo.Storage;
using Argo.Storage.Repositories;
using Argo.Workspaces.Transactions;
using Microsoft.Extensions.DependencyInjection;

namespace Argo.Hosting.Diagnostics;

/// <summary>
/// Stages of executions that the store does not know: its database was deleted, or another one ran them.
/// </summary>
/// <remarks>Store and log are opened when there is a stage to ask about, and a store to ask.</remarks>
internal sealed class UnknownStages(IServiceProvider services, IArgoStorePresence presence) : IArgoStages
{
    private readonly ConcurrentDictionary<string, byte> _logged = new(StringComparer.Ordinal);
    private volatile bool _hasStore;

    public async Task<ImmutableArray<UnknownStage>> FindUnknownAsync(
        string workspaceRoot, CancellationToken cancellation = default)
    {
        if (Look(workspaceRoot) is not { Stages.IsEmpty: false } seen)
            return [];
        var known = await KnownAsync(seen.Stages).ConfigureAwait(false);
        ImmutableArray<UnknownStage> unknown =
        [
            .. seen.Stages.Where(stage => !known.Contains(stage))
                .Select(stage => Describe(workspaceRoot, stage, seen.Holder)),
        ];
        LogOnce(unknown);
        return unknown;
    }

    /// <summary>One that nobody here knows, and what can be done about it.</summary>
    public static UnknownStage Describe(string root, string stage, string? holder)
    {
        var at = WorkspaceInspection.PathOfStage(root, stage);
        return new UnknownStage(at, holder,
            "if another data directory ran it, type 'argo recover --data DIR' with that one; if its store "
            + $"was deleted, restore that from a backup; else look into '{at}': a file with a number for a "
            + "name is what a step made, or took out of the tree. Move back what belongs there, then set "
            + $"the rest aside: mv '{at}' '{WorkspaceInspection.ConflictsOf(root)}/'");
    }

    /// <summary>Each is logged once in the life of this process.</summary>
    private void LogOnce(IEnumerable<UnknownStage> unknown)
    {
        foreach (var stage in unknown.Where(stage => _logged.TryAdd(stage.Path, 0)))
            services.GetRequiredService<ArgoLog>().Logger.Warning(
                "{Stage} belongs to no execution of this store and is left alone: {Remedy}", stage.Path,
                stage.Remedy);
    }

    /// <summary>
    /// Refuses to work on a tree that an execution of another store may have left half changed.
    /// </summary>
    /// <exception cref="WorkspaceException">Refused: there is such a stage.</exception>
    public void RefuseUnknown(string root)
    {
        if (FindUnknownAsync(root).GetAwaiter().GetResult() is [var stage, ..]) // on a thread for disk work
            throw new WorkspaceException(WorkspaceFault.Refused, stage.Refusal);
    }

    /// <summary>Those of executions that the store knows; it is asked once for each of its tables.</summary>
    private async Task<HashSet<string>> KnownAsync(ImmutableArray<string> stages)
    {
        _hasStore = _hasStore || presence.Exists(); // a store does not go away again
        if (!_hasStore)
            return [];
        var executions = services.GetRequiredService<ArgoStore>().Executions;
        // a row that cannot be read is known all the same
        var ids = (await executions.UnreadableAsync().ConfigureAwait(false))
            .Select(row => row.ExecutionId).ToList();
        if (stages.Any(stage => WorkspaceInspection.ExecutionOf(stage) is null)) // a hash stands for its id
        {
            var all = await executions.ListAsync(new ExecutionFilter { Limit = int.MaxValue })
                .ConfigureAwait(false);
            ids.AddRange(all.Select(entry => entry.ExecutionId));
        }

        var known = stages.Where(stage => ids.Any(id => WorkspaceInspection.IsStageOf(stage, id)))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var stage in stages.Except(known).ToArray())
        {
            if (WorkspaceInspection.ExecutionOf(stage) is { } id
                && await executions.FindExactAsync(id).ConfigureAwait(false) is not null)
                known.Add(stage);
        }

        return known;
    }

    private static WorkspaceInspection? Look(string root)
    {
        try
        {
            return WorkspaceInspection.Look(root);
        }
        catch (WorkspaceException)
        {
            return null;
        }
    }
}
