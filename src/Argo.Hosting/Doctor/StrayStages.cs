using System.Collections.Concurrent;
using System.Collections.Immutable;
using Argo.Artifacts;
using Argo.Hosting.Logging;
using Argo.Storage;
using Argo.Workspaces.Staging;

namespace Argo.Hosting.Doctor;

/// <summary>
/// Stages of executions that the store does not know: its database was deleted, or another one ran them.
/// </summary>
internal sealed class StrayStages(ArgoStore store, ArgoLog log)
{
    private readonly ConcurrentDictionary<string, byte> _told = new(StringComparer.Ordinal);

    /// <summary>What a person can do about one; nobody else can tell what it is worth.</summary>
    public static string ByHand(string at) =>
        "if another data directory ran it, type 'argo recover --data DIR' there; if its database was "
        + "deleted, restore it "
        + $"from a backup; else look into '{at}': a file with a number for a name is what a step made or "
        + "took out of the "
        + "tree. Move back what belongs there, then remove the directory";

    /// <summary>
    /// The names in the workspace's <c>.argo/x</c> that belong to no execution of this store.
    /// </summary>
    public async Task<ImmutableArray<string>> FindAsync(string root)
    {
        var stages = StagesIn(root);
        if (stages.IsEmpty)
            return [];
        var known = await store.Executions.ListAsync(new ExecutionFilter { Limit = int.MaxValue })
            .ConfigureAwait(false);
        var unreadable = await store.Executions.UnreadableAsync().ConfigureAwait(false);
        string[] ids =
        [
            .. known.Select(entry => entry.ExecutionId), .. unreadable.Select(row => row.ExecutionId),
        ];
        return [.. stages.Where(stage => !ids.Any(id => WorkspaceInspection.IsStageOf(stage, id)))];
    }

    /// <summary>Logs each stray once in the life of this process.</summary>
    public async Task ReportOnceAsync(string root)
    {
        foreach (var stage in await FindAsync(root).ConfigureAwait(false))
        {
            var at = Path.Combine(root, ".argo", "x", stage);
            if (_told.TryAdd(at, 0))
                log.Logger.Warning(
                    "{Stage} belongs to no execution of this store and is left alone: {Remedy}", at,
                    ByHand(at));
        }
    }

    private static ImmutableArray<string> StagesIn(string root)
    {
        try
        {
            return WorkspaceInspection.Look(root).Stages;
        }
        catch (WorkspaceException)
        {
            return []; // whoever goes on to use the workspace says why it cannot be had
        }
    }
}
