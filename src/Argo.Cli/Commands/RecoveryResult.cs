using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>What a recovery came to, and what lies in the workspace that it could not know.</summary>
internal static class RecoveryResult
{
    private static readonly ExecutionProtocol.Recovered NothingRecovered = new([], []);

    /// <summary>Where no execution was there to be recovered.</summary>
    /// <param name="sentence">Why.</param>
    public static CommandOutcome Nothing(string sentence) => Of(NothingRecovered, [], sentence, []);

    /// <summary>Where there is no store, only what executions of another one left.</summary>
    /// <param name="unknown">What lies in the workspace.</param>
    public static CommandOutcome Unknown(ImmutableArray<UnknownStage> unknown) =>
        Of(NothingRecovered, [], "", unknown);

    /// <param name="context">The call.</param>
    /// <param name="recovered">What was recovered.</param>
    /// <param name="nothing">What to say where there was nothing to recover.</param>
    /// <param name="unknown">What lies in the workspace that this store does not know.</param>
    /// <param name="unsettled">What waits for a person all the same.</param>
    public static async Task<CommandOutcome> OfAsync(
        CommandContext context, ExecutionProtocol.Recovered recovered, string nothing,
        ImmutableArray<UnknownStage> unknown = default,
        ImmutableArray<UnsettledExecution> unsettled = default)
    {
        var executions = new List<JsonObject>();
        foreach (var end in context.Screen.IsJson ? recovered.Ends : [])
            executions.Add(await ExecutionJson.OfAsync(context, end.Result).ConfigureAwait(false));
        return Of(recovered, executions, nothing, unknown, unsettled);
    }

    private static CommandOutcome Of(
        ExecutionProtocol.Recovered recovered, IEnumerable<JsonObject> executions, string nothing,
        ImmutableArray<UnknownStage> unknown, ImmutableArray<UnsettledExecution> unsettled = default)
    {
        var stages = unknown.IsDefault ? [] : unknown;
        var waiting = unsettled.IsDefault ? [] : unsettled;
        var whole = recovered.Failures.IsEmpty && !stages.Any(UnknownStages.IsLeft) && waiting.IsEmpty
            && recovered.Ends.All(end => end.State is not ExecutionState.Parked);
        return new CommandOutcome(
            whole ? ExitCode.Done : ExitCode.RollbackIncomplete,
            new JsonObject
            {
                ["recovered"] = CliJson.Array(executions),
                ["failures"] = CliJson.Array(recovered.Failures.Select(failure => new JsonObject
                {
                    ["execution_id"] = failure.ExecutionId.Value,
                    ["reason"] = failure.Reason,
                })),
                ["unknown_stages"] = UnknownStages.Document(stages),
                ["waiting"] = UnsettledExecutions.Document(waiting),
            },
            screen => Show(screen, recovered, nothing, stages, waiting))
        {
            Kept = "'argo list' shows where executions stand.",
        };
    }

    private static void Show(
        Screen screen, ExecutionProtocol.Recovered recovered, string nothing,
        ImmutableArray<UnknownStage> unknown, ImmutableArray<UnsettledExecution> waiting)
    {
        if (recovered is { Ends.IsEmpty: true, Failures.IsEmpty: true } && unknown.IsEmpty && waiting.IsEmpty)
            screen.Line(nothing);
        foreach (var end in recovered.Ends)
            EndScreen.Show(screen, end.State, end.Result);
        foreach (var failure in recovered.Failures)
            screen.Line(
                $"Not recovered: {failure.ExecutionId}: {Visible.Line(failure.Reason)}", TextStyle.Bad);
        UnknownStages.Show(screen, unknown);
        UnsettledExecutions.Show(screen, waiting);
        screen.Next(UnsettledExecutions.Hints(waiting)
            .Concat(recovered.Ends.Select(end => $"argo show {end.ExecutionId}"))
            .DefaultIfEmpty("argo list"));
    }
}
