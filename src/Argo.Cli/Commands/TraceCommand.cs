using System.CommandLine;
using Argo.Cli.Rendering;
using Argo.Hosting.Evidence;

namespace Argo.Cli.Commands;

/// <summary><c>argo trace ID</c>: the chain of custody around anything, each link recomputed.</summary>
internal sealed class TraceCommand : ArgoCommand
{
    private readonly Argument<string> _id = Shared.NotEmpty(new Argument<string>("ID")
    {
        Description =
            "The id or digest of a transcription, intent, plan, report, approval, execution, result or "
            + "record.",
    });

    public TraceCommand()
        : base(
            "trace",
            "Shows what came from what, from the transcription to the log, and that each link still holds.",
            "argo trace exec-0193",
            "argo trace plan-7         # every report, approval and execution of it",
            "argo trace intent-3 --json") =>
        Add(_id);

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var id = context.Get(_id)!;
        var trace = await context.OpenStored<IArgoEvidence>().TraceAsync(id, context.Stop)
            .ConfigureAwait(false)
            ?? throw CliException.NotFound(
                $"Nothing in this store has the id {Visible.Quote(id)}; 'argo list' shows the executions.");
        return new CommandOutcome(
            trace.IsIntact ? ExitCode.Done : ExitCode.EvidenceBroken,
            EvidenceJson.Of(trace),
            screen => TraceScreen.Show(screen, trace));
    }
}
