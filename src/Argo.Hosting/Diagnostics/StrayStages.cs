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
internal sealed class StrayStages(IServiceProvider services, IArgoStorePresence presence) : IArgoStages
{
    private readonly ConcurrentDictionary<string, byte> _told = new(StringComparer.Ordinal);
    private volatile bool _hasStore;

    public async Task<ImmutableArray<UnknownStage>> FindUnknownAsync(
        string workspaceRoot, CancellationToken cancellation = default)
    {
        if (Look(workspaceRoot) is not { Stages.IsEmpty: false } seen)
            return [];
        var unknown = ImmutableArray.CreateBuilder<UnknownStage>();
        foreach (var stage in seen.Stages)
        {
            if (!await IsKnownAsync(stage).ConfigureAwait(false))
                unknown.Add(Describe(workspaceRoot, stage, seen.Holder));
        }

        return unknown.ToImmutable();
    }

    /// <summary>One that nobody here knows, and what can be done about it.</summary>
    public static UnknownStage Describe(string root, string stage, string? holder)
    {
        var vault = Path.Combine(root, ".argo");
        var at = Path.Combine(vault, "x", stage);
        return new UnknownStage(at, holder,
            "if another data directory ran it, type 'argo recover --data DIR' with that one; if its store "
            + $"was deleted, restore that from a backup; else look into '{at}': a file with a number for a "
            + "name is what a step made, or took out of the tree. Move back what belongs there, then set "
            + $"the rest aside: mv '{at}' '{Path.Combine(vault, "conflicts")}/'");
    }

    /// <summary>Logs each stray once in the life of this process.</summary>
    public async Task ReportOnceAsync(string root)
    {
        foreach (var stage in await FindUnknownAsync(root).ConfigureAwait(false))
        {
            if (_told.TryAdd(stage.Path, 0))
                services.GetRequiredService<ArgoLog>().Logger.Warning(
                    "{Stage} belongs to no execution of this store and is left alone: {Remedy}", stage.Path,
                    stage.Remedy);
        }
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

    private async Task<bool> IsKnownAsync(string stage)
    {
        _hasStore = _hasStore || presence.Exists(); // a store does not go away again
        if (!_hasStore)
            return false;
        var executions = services.GetRequiredService<ArgoStore>().Executions;
        // a row that cannot be read is known all the same
        if ((await executions.UnreadableAsync().ConfigureAwait(false))
            .Any(row => WorkspaceInspection.IsStageOf(stage, row.ExecutionId)))
            return true;
        return WorkspaceInspection.ExecutionOf(stage) is { } id
            ? await executions.FindExactAsync(id).ConfigureAwait(false) is not null
            : (await executions.ListAsync(new ExecutionFilter { Limit = int.MaxValue }).ConfigureAwait(false))
                .Any(entry => WorkspaceInspection.IsStageOf(stage, entry.ExecutionId));
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
