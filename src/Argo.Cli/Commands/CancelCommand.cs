using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Actors;
using Argo.Actors.Supervision;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo cancel ID</c>: asks for a safe stop, whichever process runs it.</summary>
internal sealed class CancelCommand : ArgoCommand
{
    private readonly Argument<string> _id = Shared.Execution();
    private readonly Option<string?> _reason =
        new("--reason") { Description = "Why; kept in the record.", HelpName = "TEXT" };

    public CancelCommand()
        : base(
            "cancel",
            "Asks a running execution to stop safely: the step under way ends, then everything is undone.",
            "argo cancel exec-0193",
            "argo cancel deploy-42 --reason 'wrong branch'")
    {
        Add(_id);
        Add(_reason);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var stored = await context.FindAsync(context.Get(_id)!).ConfigureAwait(false);
        var id = new ExecutionId(stored.Entry.ExecutionId);
        if (stored.Entry.State is not (ExecutionState.Queued or ExecutionState.Running))
            return AnswerOf(
                id, accepted: false,
                $"it has ended: it is {Word.Of(stored.Entry.State)}");
        var host = context.Open<IArgo>();
        var answer = await host.CancelAsync(
            id, context.Get(_reason) ?? $"cancelled by {Shared.ThisUser}", context.Stop)
            .ConfigureAwait(false);
        return AnswerOf(id, answer.Accepted, answer.Detail);
    }

    private static CommandOutcome AnswerOf(ExecutionId id, bool accepted, string detail) => new(
        accepted ? ExitCode.Done : ExitCode.Failed,
        new JsonObject { ["execution_id"] = id.Value, ["accepted"] = accepted, ["detail"] = detail },
        screen =>
        {
            screen.Line(
                $"{(accepted ? "Asked to stop" : "Not cancelled")}: {id}: {Visible.Line(detail)}.", accepted
                    ? TextStyle.Good
                    : TextStyle.Warning);
            screen.Next($"argo show {id}");
        })
    {
        Kept = $"{(accepted ? "Asked to stop" : "Not cancelled")}: {id}: {detail}.",
    };
}
