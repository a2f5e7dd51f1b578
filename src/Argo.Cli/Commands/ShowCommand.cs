using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Cli.Screens;

namespace Argo.Cli.Commands;

/// <summary><c>argo show ID</c>: the result of one execution.</summary>
internal sealed class ShowCommand : ArgoCommand
{
    private readonly Argument<string> _id = Shared.Execution();

    public ShowCommand()
        : base("show", "Shows how an execution ended: steps, gates, errors, rollback.", "argo show exec-0193", "argo show deploy-42 --json") =>
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
                screen.Next($"argo record {stored.Entry.ExecutionId}", $"argo verify {stored.Entry.ExecutionId}");
            });
    }
}
