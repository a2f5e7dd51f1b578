using System.CommandLine;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo scaffold ID</c>: guidance for a rollback by hand; it never does anything.</summary>
internal sealed class ScaffoldCommand : ArgoCommand
{
    private readonly Argument<string> _id = Shared.Execution();

    public ScaffoldCommand()
        : base(
            "scaffold",
            "Shows what a person could undo by hand: hints, warnings, what cannot be put back.",
            "argo scaffold exec-0193",
            "argo scaffold deploy-42 --json") =>
        Add(_id);

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var archive = context.OpenStored<IArgoArchive>();
        var stored = await context.FindAsync(context.Get(_id)!).ConfigureAwait(false);
        var scaffold = await archive.PlanRollbackAsync(stored.Entry.ExecutionId, context.Stop)
                .ConfigureAwait(false)
            ?? throw RecordCommand.NoRecordYet(stored.Entry);
        var plan = await Reports.FindPlanAsync(context, stored.Entry.PlanDigest).ConfigureAwait(false);
        return new CommandOutcome(ExitCode.Done, CliJson.Of(scaffold),
            screen => Show(screen, stored.Entry, scaffold, plan));
    }

    private static void Show(
        Screen screen, ExecutionEntry entry, RollbackScaffold scaffold, ExecutionPlanArtifact? plan)
    {
        foreach (var line in Visible.Lines(scaffold.GetSummary(plan)))
            screen.Line(line);
        if (entry.State is ExecutionState.Parked or ExecutionState.Halted)
            screen.Next($"argo recover {entry.ExecutionId}   # Argo's own undo, from its journal");
        else
            screen.Next($"argo show {entry.ExecutionId}");
    }
}
