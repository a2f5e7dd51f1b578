using Argo.Actors.Ports;
using Argo.Artifacts.Executions;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary>Hands a request in, shows its progress, and turns its end into an answer.</summary>
internal static class Execution
{
    /// <param name="context">The call.</param>
    /// <param name="host">A running host.</param>
    /// <param name="request">What to execute.</param>
    /// <param name="isSimulated">Whether its simulation was shown just before.</param>
    public static async Task<CommandOutcome> RunAsync(
        CommandContext context, IArgo host, ExecuteRequest request, bool isSimulated = false)
    {
        using var safe = context.Interruption.HoldUntilSafe();
        using var progress = new ProgressLines(context.Screen, context.Environment.Time, request.Plan);
        var end = await host.ExecuteAsync(request, progress, context.Stop).ConfigureAwait(false);
        context.Screen.ClearLine();
        return await AnswerOfAsync(context, end, isSimulated).ConfigureAwait(false);
    }

    /// <summary>The row of the table of endings that an end is.</summary>
    /// <param name="interrupted">The exit code of the signal that asked for the stop; null for none.</param>
    public static int ExitOf(ExecutionEnd end, int? interrupted) => end.State switch
    {
        ExecutionState.Completed => ExitCode.Done,
        ExecutionState.Partial => ExitCode.Partial,
        ExecutionState.Parked or ExecutionState.Abandoned => ExitCode.RollbackIncomplete,
        ExecutionState.Halted => ExitCode.Halted,
        ExecutionState.Aborted when end.Result.Gates.Any(gate => !gate.Passed) => ExitCode.Refused,
        ExecutionState.RolledBack or ExecutionState.Aborted => interrupted ?? ExitCode.Failed,
        _ => ExitCode.NotReachable,
    };

    private static async Task<CommandOutcome> AnswerOfAsync(
        CommandContext context, ExecutionEnd end, bool isSimulated) => new(
        ExitOf(end, context.Interruption.Exit),
        context.Screen.IsJson ? await ExecutionJson.OfAsync(context, end.Result).ConfigureAwait(false) : [],
        screen =>
        {
            if (isSimulated)
                screen.Line(); // between the simulation and its end
            EndScreen.Show(screen, end.State, end.Result, context.Worked);
            screen.Next(Hints(end));
        })
    {
        Kept = $"{EndScreen.Sentence(end.State, end.Result)} "
            + $"'argo show {end.Result.ExecutionId}' shows the result.",
    };

    private static IEnumerable<string> Hints(ExecutionEnd end)
    {
        var id = end.Result.ExecutionId;
        if (end.State is ExecutionState.Parked or ExecutionState.Halted)
            yield return $"argo recover {id}   # undo what is left";
        if (!end.Result.Conflicts.IsEmpty)
            yield return $"argo recover --conflicts {id}   # what is in the way, and how to decide";
        yield return $"argo show {id}      # the whole result";
        yield return $"argo record {id}    # every event, linked by hashes";
        yield return $"argo verify {id}    # that nobody has touched the record";
    }
}
