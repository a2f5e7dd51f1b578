using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Artifacts;
using Argo.Cli.Screens;

namespace Argo.Cli.Commands;

/// <summary><c>argo show ID</c>: the result of one execution.</summary>
internal sealed class ShowCommand : ArgoCommand
{
    private readonly Argument<string> _id = Shared.Execution();

    public ShowCommand()
        : base(
            "show",
            "Shows how an execution ended: steps, gates, errors, rollback.",
            "argo show exec-0193",
            "argo show deploy-42 --json") =>
        Add(_id);

    public override async Task<Answer> RunAsync(Call call)
    {
        var stored = await call.FindAsync(call.Get(_id)!).ConfigureAwait(false);
        return new Answer(
            ExitCode.Done,
            new JsonObject
            {
                ["execution"] = CliJson.Of(stored.Entry),
                ["result"] = stored.Result is { } result ? CliJson.Of(result) : null,
            },
            screen =>
            {
                EndScreen.ShowWhole(screen, stored);
                screen.Next(Hints(stored.Entry));
            });
    }

    private static IEnumerable<string> Hints(ExecutionEntry entry)
    {
        if (entry.State is ExecutionState.Parked or ExecutionState.Halted or ExecutionState.Running)
            yield return $"argo recover {entry.ExecutionId}   # undoes what is left, once no process runs it";
        yield return $"argo record {entry.ExecutionId}";
        yield return $"argo verify {entry.ExecutionId}";
    }
}
