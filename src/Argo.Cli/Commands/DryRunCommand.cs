using System.CommandLine;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo dry-run PLAN</c>: simulates, shows, and changes nothing.</summary>
internal sealed class DryRunCommand : ArgoCommand
{
    private readonly Argument<string> _plan = Shared.Plan();
    private readonly Option<string?> _output = Shared.Output("report");
    private readonly Option<bool> _force = Shared.Force();
    private readonly Option<bool> _stat = Shared.Stat();

    public DryRunCommand()
        : base(
            "dry-run",
            "Simulates a plan on the real tree and changes nothing.",
            "argo dry-run plan.json                  # show what would happen",
            "argo dry-run plan.json -o report.json   # and keep the report for an approval",
            "planner | argo dry-run - --json         # the report as JSON")
    {
        Add(_plan);
        Add(_output);
        Add(_force);
        Add(_stat);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var (path, output) = (context.Get(_plan)!, context.Get(_output));
        OutputFile.Check(output, context.Get(_force));
        var plan = Simulation.Read(context, path);
        var argo = context.Open<IArgo>();
        var workspace = await context.ResolveWorkspaceAsync(argo, plan).ConfigureAwait(false);
        var simulation = await Simulation.RunAsync(context, argo, path, plan, workspace)
            .ConfigureAwait(false);
        var report = simulation.Report;
        if (!OutputFile.IsStandard(output))
            OutputFile.Write(output, ArtifactJson.WriteUtf8(report, indented: true), context.Get(_force));
        return new CommandOutcome(
            report.ExecutionFeasible ? ExitCode.Done : ExitCode.Refused,
            CliJson.Of(report),
            screen => Show(screen, simulation, output, context.Get(_stat), context.Worked));
    }

    private static void Show(
        Screen screen, Simulation simulation, string? output, bool stat, TimeSpan took)
    {
        if (output is OutputFile.Standard)
        {
            screen.Verbatim(ArtifactJson.Write(simulation.Report, indented: true));
            return;
        }

        SimulationScreen.Show(screen, simulation.Plan, simulation.Report, stat);
        screen.Say($"The dry run took {Words.Duration(took.TotalMilliseconds)}.");
        if (simulation.Report.ExecutionFeasible)
            screen.Next(
                output is null ? simulation.Command("run") : $"argo approve {ShellQuoting.Of(output)}");
    }
}
