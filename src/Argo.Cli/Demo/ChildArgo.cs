using System.Diagnostics;
using Argo.Actors.Ports;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Cli.Commands;
using Argo.Hosting;

namespace Argo.Cli.Demo;

/// <summary>
/// Another process of this program, started to be killed: <c>argo demo --killed-at POINT --plan FILE</c>.
/// </summary>
internal static class ChildArgo
{
    private const int KilledBySignal = 128 + 9;

    /// <summary>In the child: executes the plan, until it is killed.</summary>
    /// <returns>How the plan ended, if the child lives.</returns>
    public static async Task<ExecutionEnd> RunAsync(CommandContext call, string planFile, string failpoint)
    {
        var plan = PlanReader.Read(await File.ReadAllBytesAsync(planFile, call.Stop).ConfigureAwait(false));
        var hostSession = call.World.OpenDoor(
            call.DoorSettings with { Failpoints = FailpointSwitch.Of(failpoint) });
        await using (hostSession.ConfigureAwait(false))
        {
            var host = await hostSession.StartHostAsync(recovers: false, call.Stop).ConfigureAwait(false);
            var workspace = await call.ResolveWorkspaceAsync(host, plan).ConfigureAwait(false);
            var report = await host.DryRunAsync(new DryRunRequest(plan, workspace), call.Stop)
                .ConfigureAwait(false);
            var approval = await host.ApproveAsync(
                new ApproveRequest { Report = report, Approver = Shared.ThisUser, Method = "demo" },
                call.Stop).ConfigureAwait(false);
            return await host.ExecuteAsync(
                new ExecuteRequest
                {
                    Plan = plan, Workspace = workspace, Report = report, Approval = approval,
                },
                null,
                call.Stop).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a plan in a child that kills itself at a named point.</summary>
    /// <returns>Whether it died by SIGKILL.</returns>
    public static async Task<bool> RunKilledAsync(
        DemoContext stage, ExecutionPlanArtifact plan, string failpoint)
    {
        var file = Path.Combine(stage.Scratch, "killed.json");
        await File.WriteAllTextAsync(file, ArtifactJson.Write(plan, indented: true), stage.Call.Stop)
            .ConfigureAwait(false);
        var start = Start(
            "demo", "--killed-at", failpoint, "--plan", file, "--json", "--data", stage.Data, "--workspace",
            stage.Tree.Root);
        using var child = Process.Start(start)
            ?? throw new InvalidOperationException("the child process did not start");
        child.StandardInput.Close();
        await Task.WhenAll(child.StandardOutput.ReadToEndAsync(), child.StandardError.ReadToEndAsync())
            .ConfigureAwait(false);
        await child.WaitForExitAsync().ConfigureAwait(false);
        return child.ExitCode == KilledBySignal;
    }

    private static ProcessStartInfo Start(params IEnumerable<string> words)
    {
        var host = Environment.ProcessPath!;
        var isRuntime = Path.GetFileNameWithoutExtension(host) == "dotnet";
        var start = new ProcessStartInfo(
            host, isRuntime ? [typeof(ChildArgo).Assembly.Location, .. words] : words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // it is killed, and leaves no pipe behind
        return start;
    }
}
