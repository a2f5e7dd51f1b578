using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>
/// Executions of this store that left a tree half changed and wait for a person: told, warned of, refused.
/// </summary>
internal static class UnsettledExecutions
{
    /// <summary>All of them; none where there is no store.</summary>
    public static async Task<ImmutableArray<UnsettledExecution>> FindAsync(CommandContext context)
    {
        if (!context.HasStore())
            return [];
        var archive = context.OpenStored<IArgoArchive>();
        return await archive.ListUnsettledAsync(context.Stop).ConfigureAwait(false);
    }

    /// <summary>
    /// Looks whether one holds what a plan needs: a plan that is to run is refused, any other warned.
    /// </summary>
    /// <exception cref="CliException">It is to run, and one of them is in its way.</exception>
    public static async Task CheckAsync(
        CommandContext context, ExecutionPlanArtifact plan, WorkspaceRef workspace, bool willRun)
    {
        if (!context.HasStore())
            return;
        var archive = context.OpenStored<IArgoArchive>();
        var inTheWay = await archive.FindInTheWayAsync(plan, workspace, context.Stop).ConfigureAwait(false);
        foreach (var one in inTheWay)
        {
            if (willRun)
                throw new CliException(
                    ExitCode.Refused,
                    "unsettled_execution",
                    Visible.Line($"{one.Sentence}; nothing of this plan ran. {one.Remedy}."));
            context.Screen.Say(
                Visible.Line($"{one.Sentence}, and this plan needs paths that it holds: the simulation shows "
                    + $"a half-changed tree, and nothing will run over it. {one.Remedy}."),
                TextStyle.Warning);
        }
    }

    public static JsonArray Document(ImmutableArray<UnsettledExecution> waiting) =>
        CliJson.Array(waiting.Select(one => new JsonObject
        {
            ["execution_id"] = one.Entry.ExecutionId,
            ["workspace_root"] = one.Entry.WorkspaceRoot,
            ["state"] = Word.Snake(one.Entry.State),
            ["reason"] = one.Why,
            ["remedy"] = one.Remedy,
        }));

    public static void Show(Screen screen, ImmutableArray<UnsettledExecution> waiting)
    {
        foreach (var one in waiting)
            screen.Line($"Waits for a person: {Visible.Line(one.Sentence)}.", TextStyle.Bad);
    }

    public static IEnumerable<string> Hints(ImmutableArray<UnsettledExecution> waiting) =>
        waiting.Select(one => $"argo recover {one.Entry.ExecutionId}   # undoes it");
}
