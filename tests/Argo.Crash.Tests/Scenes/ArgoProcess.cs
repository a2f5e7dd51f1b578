using System.Diagnostics;
using Argo.Cli;

namespace Argo.Crash.Tests.Scenes;

/// <summary>The program: as a process of its own where it is to die or to fail, else as a call.</summary>
internal static class ArgoProcess
{
    public const int Killed = 128 + 9;

    /// <summary>
    /// ARGO_CRASH_PROGRAM names another build, such as one whose protocol was broken on purpose.
    /// </summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("ARGO_CRASH_PROGRAM")
        ?? Path.Combine(AppContext.BaseDirectory, "argo.dll");

    public static Task<ProcessResult> RunAsync(string data, IEnumerable<string> words, Fault? fault = null) =>
        EndOfAsync(Start(data, words, fault));

    public static Process Start(string data, IEnumerable<string> words, Fault? fault = null)
    {
        string[] all = [.. fault?.Wrapper ?? [], "dotnet", Program, .. words, "--json", "--data", data];
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/", // not on a file system that the test unmounts
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // whoever is killed leaves no pipe behind
        foreach (var (name, value) in fault?.Environment ?? [])
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{all[0]} did not start");
        process.StandardInput.Close();
        return process;
    }

    public static async Task<ProcessResult> EndOfAsync(Process process)
    {
        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            try
            {
                await process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException(
                    $"argo did not end within three minutes: {process.StartInfo.ArgumentList[^1]}");
            }
            return new ProcessResult(process.ExitCode, await output, await error);
        }
    }

    /// <summary>
    /// The same program without the cost of starting it; for what does not die.
    /// </summary>
    public static async Task<ProcessResult> CallAsync(string data, params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var interruption = new Interruption();
        var here = CliEnvironment.OfProcess(StandardStreams.All);
        var world = here with { Out = output, Error = error, In = () => Stream.Null, CanAsk = false };
        var exit = await ArgoProgram.RunAsync([.. words, "--json", "--data", data], world, interruption);
        return new ProcessResult(exit, output.ToString(), error.ToString());
    }
}
