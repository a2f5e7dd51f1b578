using System.Text.Json.Nodes;
using Argo.Artifacts.Json;
using Argo.Cli.Rendering;
using Argo.Hosting.Diagnostics;

namespace Argo.Cli.Commands;

/// <summary><c>argo doctor</c>: looks at everything, changes nothing, and says what to do.</summary>
internal sealed class DoctorCommand() : ArgoCommand(
    "doctor",
    "Checks the data directory, the store and the workspaces; changes nothing. Exit 1: something needs a "
    + "person.",
    "argo doctor                       # and of the workspace around the current directory",
    "argo doctor --workspace ~/project",
    "argo doctor --data /srv/argo --json")
{
    public override Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var workspace = context.Get(GlobalOptions.Workspace) ?? UnknownStages.Around();
        var report = context.Open<IArgoDoctor>().Examine(workspace);
        return Task.FromResult(new CommandOutcome(
            report.IsSound ? ExitCode.Done : ExitCode.Failed, Document(report), screen =>
                DoctorScreen.Show(screen, report)));
    }

    private static JsonObject Document(DoctorReport report) => new()
    {
        ["sound"] = report.IsSound,
        ["findings"] = CliJson.Array(report.Findings.Select(finding => new JsonObject
        {
            ["check"] = finding.Check,
            ["subject"] = finding.Subject,
            ["status"] = Word.Snake(finding.Status),
            ["detail"] = finding.Detail,
            ["remedy"] = finding.Remedy,
        })),
    };
}
