using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Actors;
using Argo.Actors.Supervision;
using Argo.Artifacts;
using Argo.Cli.Screens;

namespace Argo.Cli.Commands;

/// <summary><c>argo recover [ID]</c>: undoes what dead processes left.</summary>
internal sealed class RecoverCommand : ArgoCommand
{
    private readonly Argument<string?> _id = new("ID")
    {
        Description = "One execution; a halted one is undone only when it is named. Default: all that were left.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public RecoverCommand()
        : base(
            "recover",
            "Undoes what dead processes left, or what an earlier undo could not finish.",
            "argo recover",
            "argo recover exec-0193") =>
        Add(_id);

    public override async Task<Answer> RunAsync(Call call)
    {
        ExecutionId? only = null;
        if (call.Get(_id) is { } given)
        {
            var entry = (await call.FindAsync(given).ConfigureAwait(false)).Entry;
            only = new ExecutionId(entry.ExecutionId);
            if (IsEnded(entry.State))
                return AnswerOf(new ExecutionProtocol.Recovered([], []), $"{only} has ended ({Screens.Words.Of(entry.State)}): there is nothing to recover.");
        }

        using var safe = call.Interruption.HoldUntilSafe();
        var host = await call.StartHostAsync().ConfigureAwait(false);
        var recovered = await host.RecoverAsync(only, CancellationToken.None).ConfigureAwait(false);
        return AnswerOf(recovered, "There was nothing to recover.");
    }

    private static bool IsEnded(ExecutionState state) =>
        state is ExecutionState.Completed or ExecutionState.Partial or ExecutionState.RolledBack or ExecutionState.Aborted;

    private static Answer AnswerOf(ExecutionProtocol.Recovered recovered, string nothing)
    {
        var whole = recovered.Failures.IsEmpty && recovered.Ends.All(end => end.State is not ExecutionState.Parked);
        return new Answer(
            whole ? ExitCode.Done : ExitCode.RollbackIncomplete,
            new JsonObject
            {
                ["recovered"] = CliJson.Array(recovered.Ends.Select(end => CliJson.Of(end.Result))),
                ["failures"] = CliJson.Array(recovered.Failures.Select(failure => new JsonObject
                {
                    ["execution_id"] = failure.ExecutionId.Value,
                    ["reason"] = failure.Reason,
                })),
            },
            screen => Show(screen, recovered, nothing));
    }

    private static void Show(Screen screen, ExecutionProtocol.Recovered recovered, string nothing)
    {
        if (recovered is { Ends.IsEmpty: true, Failures.IsEmpty: true })
            screen.Line(nothing);
        foreach (var end in recovered.Ends)
            EndScreen.Show(screen, end.State, end.Result);
        foreach (var failure in recovered.Failures)
            screen.Line($"Not recovered: {failure.ExecutionId}: {Visible.Line(failure.Reason)}", Ink.Bad);
        screen.Next(recovered.Ends.Select(end => $"argo show {end.ExecutionId}").DefaultIfEmpty("argo list"));
    }
}
