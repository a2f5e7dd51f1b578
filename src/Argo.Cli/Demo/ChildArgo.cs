using System.Diagnostics;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Cli.Demo;

/// <summary>Another process of this program, started to be killed.</summary>
internal static class ChildArgo
{
    private const int KilledBySignal = 128 + 9;

    /// <summary>Runs a plan in a child that kills itself at a named point.</summary>
    /// <returns>Whether it died by SIGKILL.</returns>
    public static async Task<bool> RunKilledAsync(
        DemoContext stage, ExecutionPlanArtifact plan, string failpoint)
    {
        var file = Path.Combine(stage.Scratch, "killed.json");
        await File.WriteAllTextAsync(file, ArtifactJson.Write(plan, indented: true), stage.Call.Stop)
            .ConfigureAwait(false);
        var start = Start(
            "run", file, "--yes", "--json", "--data", stage.Data, "--workspace", stage.Tree.Root);
        start.Environment[FailpointSwitch.Variable] = failpoint;
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
