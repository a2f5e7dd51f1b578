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
    /// <param name="recovered">What was recovered.</param>
    /// <param name="nothing">What to say where there was nothing to recover.</param>
    /// <param name="unknown">What lies in the workspace that this store does not know.</param>
    public static CommandOutcome Of(
        ExecutionProtocol.Recovered recovered, string nothing, ImmutableArray<UnknownStage> unknown = default)
    {
        var stages = unknown.IsDefault ? [] : unknown;
        var whole = recovered.Failures.IsEmpty && !stages.Any(UnknownStages.IsLeft)
            && recovered.Ends.All(end => end.State is not ExecutionState.Parked);
        return new CommandOutcome(
            whole ? ExitCode.Done : ExitCode.RollbackIncomplete,
            new JsonObject
            {
                ["recovered"] = CliJson.Array(recovered.Ends.Select(end => CliJson.Of(end.Result))),
                ["failures"] = CliJson.Array(recovered.Failures.Select(failure => new JsonObject
                {
                    ["execution_id"] = failure.ExecutionId.Value,
                    ["reason"] = failure.Reason,
                })),
                ["unknown_stages"] = UnknownStages.Document(stages),
            },
            screen => Show(screen, recovered, nothing, stages))
        {
            Kept = "'argo list' shows where executions stand.",
        };
    }

    private static void Show(
        Screen screen, ExecutionProtocol.Recovered recovered, string nothing,
        ImmutableArray<UnknownStage> unknown)
    {
        if (recovered is { Ends.IsEmpty: true, Failures.IsEmpty: true } && unknown.IsEmpty)
            screen.Line(nothing);
        foreach (var end in recovered.Ends)
            EndScreen.Show(screen, end.State, end.Result);
        foreach (var failure in recovered.Failures)
            screen.Line(
                $"Not recovered: {failure.ExecutionId}: {Visible.Line(failure.Reason)}", TextStyle.Bad);
        UnknownStages.Show(screen, unknown);
        screen.Next(recovered.Ends.Select(end => $"argo show {end.ExecutionId}").DefaultIfEmpty("argo list"));
    }
}
