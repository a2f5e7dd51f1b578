using System.Text;
using Argo.Cli.Session;

namespace Argo.Cli.Tests.Support;

/// <summary>
/// The whole program, with its real host and store, as a call: the same behaviour without the second that a
/// process takes to start. One call at a time, for the current directory belongs to the whole process.
/// </summary>
internal static class CalledCli
{
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>Keeps the current directory as it is until the result is disposed of.</summary>
    public static async Task<IDisposable> HoldDirectoryAsync()
    {
        await OneAtATime.WaitAsync();
        return new Held();
    }

    /// <summary>As a process with this current directory would run it, whose stdout is a pipe.</summary>
    public static async Task<CliResult> RunAsync(
        string workspace, string data, string input, params string[] words)
    {
        await OneAtATime.WaitAsync();
        var here = Environment.CurrentDirectory;
        Environment.CurrentDirectory = workspace;
        try
        {
            using StringWriter output = new(), error = new();
            using var interruption = new Interruption();
            var environment = new CliEnvironment
            {
                Out = output,
                Error = error,
                In = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
                OpenSession = settings => new HostSession(
                    settings with { DataDirectory = settings.DataDirectory ?? data }),
            };
            var exit = await ArgoProgram.RunAsync(words, environment, interruption);
            return new CliResult(exit, output.ToString(), error.ToString());
        }
        finally
        {
            Environment.CurrentDirectory = here;
            OneAtATime.Release();
        }
    }

    private sealed class Held : IDisposable
    {
        public void Dispose() => OneAtATime.Release();
    }
}
