using System.Diagnostics;
using Argo.Actors.Ports;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Cli.Commands;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Demo;

/// <summary>
/// Another process of this program, started to be killed: <c>argo demo --killed-at POINT --scratch DIR</c>.
/// </summary>
internal static class ChildArgo
{
    private const int KilledBySignal = 128 + 9;

    private const string PlanFile = "killed.json";

    /// <summary>In the child: executes the plan, until it is killed.</summary>
    /// <returns>How the plan ended, if the child lives.</returns>
    /// <exception cref="CliException">
    /// The directory is not a demo's: nobody is asked here, so nothing else may be touched.
    /// </exception>
    public static async Task<ExecutionEnd> RunAsync(CommandContext call, string scratch, string failpoint)
    {
        if (!Path.GetFileName(scratch).StartsWith(DemoContext.ScratchName, StringComparison.Ordinal))
            throw CliException.Usage($"--scratch: {Visible.Quote(scratch)} is not the directory of a demo.");
        var plan = PlanReader.Read(await File.ReadAllBytesAsync(
            Path.Combine(scratch, PlanFile), call.Stop).ConfigureAwait(false));
        var hostSession = call.Environment.OpenSession(call.SessionSettings with
        {
            DataDirectory = Path.Combine(scratch, "data"),
            Failpoints = FailpointSwitch.Of(failpoint),
        });
        await using (hostSession.ConfigureAwait(false))
        {
            var host = await hostSession.StartAsync(recovers: false, call.Stop).ConfigureAwait(false);
            var workspace = await host.ResolveWorkspaceAsync(
                Path.Combine(scratch, "tree"), plan, call.Stop).ConfigureAwait(false);
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
        DemoContext demo, ExecutionPlanArtifact plan, string failpoint)
    {
        await File.WriteAllTextAsync(
            Path.Combine(demo.Scratch, PlanFile), ArtifactJson.Write(plan, indented: true),
            demo.Context.Stop).ConfigureAwait(false);
        var start = Start("demo", "--killed-at", failpoint, "--scratch", demo.Scratch, "--json");
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
