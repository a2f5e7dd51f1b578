using System.CommandLine;
using Argo.Artifacts;
using Argo.Cli.Screens;

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

    public override async Task<Answer> RunAsync(Call call)
    {
        var archive = await call.OpenArchiveAsync().ConfigureAwait(false);
        var stored = await call.FindAsync(call.Get(_id)!).ConfigureAwait(false);
        var scaffold = await archive.PlanRollbackAsync(stored.Entry.ExecutionId, call.Stop)
                .ConfigureAwait(false)
            ?? throw RecordCommand.NoRecordYet(stored.Entry);
        var plan = await Reports.FindPlanAsync(call, stored.Entry.PlanDigest).ConfigureAwait(false);
        return new Answer(ExitCode.Done, CliJson.Of(scaffold),
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
