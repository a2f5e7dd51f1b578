using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Argo.Actors;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Undo;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>What is in the way of undos: listed, and found again when a person decides about one.</summary>
internal static class Conflicts
{
    public static async Task<CommandOutcome> ListAsync(CommandContext context, string? id)
    {
        var parked = await ParkedAsync(context, id).ConfigureAwait(false);
        var exit = parked.IsEmpty ? ExitCode.Done : ExitCode.RollbackIncomplete;
        return new CommandOutcome(exit, Document(parked), screen => ConflictScreen.Show(screen, parked));
    }

    /// <summary>The execution that a decision is about; null when the one that was named has ended.</summary>
    /// <exception cref="CliException">None has a conflict at that path, or several have.</exception>
    public static async Task<ExecutionId?> FindAsync(
        CommandContext context, ConflictDecision decision, string? id)
    {
        if (id is not null)
        {
            var entry = (await context.FindAsync(id).ConfigureAwait(false)).Entry;
            return entry.State is ExecutionState.Parked or ExecutionState.Running
                ? new ExecutionId(entry.ExecutionId) : null;
        }

        var parked = await ParkedAsync(context, id: null).ConfigureAwait(false);
        var fitting =
            parked.Where(one => one.Conflicts.Any(conflict => conflict.Path == decision.Path)).ToArray();
        return fitting switch
        {
            [var one] => new ExecutionId(one.Entry.ExecutionId),
            [] => throw CliException.NotFound(
                $"No undo has a conflict at {Visible.Quote(decision.Path)}; 'argo recover --conflicts' "
                + "lists those there are."),
            _ => throw CliException.Usage(
                $"Several executions have a conflict at {Visible.Quote(decision.Path)}: "
                + $"{string.Join(", ", fitting.Select(one => one.Entry.ExecutionId))}; name one."),
        };
    }

    private static async Task<ImmutableArray<ParkedExecution>> ParkedAsync(CommandContext context, string? id)
    {
        var archive = context.OpenStored<IArgoArchive>();
        var parked = await archive.ListParkedAsync(context.Stop).ConfigureAwait(false);
        if (id is null)
            return parked;
        var entry = (await context.FindAsync(id).ConfigureAwait(false)).Entry;
        return [.. parked.Where(one => one.Entry.ExecutionId == entry.ExecutionId)];
    }

    private static JsonObject Document(ImmutableArray<ParkedExecution> parked) => new()
    {
        ["parked"] = CliJson.Array(parked.Select(one => new JsonObject
        {
            ["execution_id"] = one.Entry.ExecutionId,
            ["workspace"] = one.Entry.Workspace,
            ["workspace_root"] = one.Entry.WorkspaceRoot,
            ["last_tried_at"] = one.Entry.FinishedAt,
            ["conflicts"] = CliJson.Array(one.Conflicts.Select(conflict => CliJson.Of(conflict))),
            ["left"] = CliJson.Array(one.Left.Select(line => (JsonNode?)line)),
            ["unreadable"] = one.Unreadable,
        })),
    };
}
