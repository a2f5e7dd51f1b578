using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo record ID</c>: the observer's account of one execution.</summary>
internal sealed class RecordCommand : ArgoCommand
{
    private readonly Argument<string> _id = Shared.Execution();
    private readonly Option<string?> _output = Shared.Output("record");
    private readonly Option<bool> _force = Shared.Force();

    public RecordCommand()
        : base(
            "record",
            "Shows the record of an execution: every event, linked to the one before by its hash.",
            "argo record exec-0193",
            "argo record exec-0193 -o record.json   # for 'argo verify record.json', here or elsewhere")
    {
        Add(_id);
        Add(_output);
        Add(_force);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var stored = await context.FindAsync(context.Get(_id)!).ConfigureAwait(false);
        if (stored is not { Record: { } record, RecordBytes: { } bytes })
            throw NoRecordYet(stored.Entry);
        var output = context.Get(_output);
        if (!OutputFile.IsStandard(output))
            OutputFile.Write(output, bytes.Span, context.Get(_force));
        var plan = await Reports.FindPlanAsync(context, stored.Entry.PlanDigest).ConfigureAwait(false);
        return new CommandOutcome(
            ExitCode.Done, CliJson.Of(record), screen => Show(screen, record, plan, output));
    }

    public static CliException NoRecordYet(ExecutionEntry entry) => CliException.NotFound(
        $"{Visible.Line(entry.ExecutionId)} has no record yet: it is {Word.Of(entry.State)}.");

    private static void Show(
        Screen screen, ExecutionRecord record, ExecutionPlanArtifact? plan, string? output)
    {
        if (output is OutputFile.Standard)
            screen.Verbatim(ArtifactJson.Write(record, indented: true));
        else if (output is null)
            RecordScreen.Show(screen, record, plan);
        else
            screen.Say($"Wrote {Visible.Line(output)}.", TextStyle.Good);
        var subject = OutputFile.IsStandard(output) ? record.ExecutionId : ShellQuoting.Of(output);
        screen.Next($"argo verify {subject}");
    }
}
