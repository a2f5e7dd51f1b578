using System.Diagnostics;

namespace Argo.Storage.Tests.Crash;

/// <summary>This test assembly as a process of its own.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public static async Task<ChildProcess> StartAsync(string role, string file, string id)
    {
        string[] arguments = ["exec", typeof(ChildProcess).Assembly.Location, role, file, id];
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // whoever is killed leaves no pipe behind
        var child = new ChildProcess(Process.Start(start)!);
        Assert.Equal("ready", await child.ReadLineAsync());
        return child;
    }

    public Task GoAsync() => _process.StandardInput.WriteLineAsync();

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync().WaitAsync(Some.Deadline);

    public Task<string> ReadToEndAsync() => _process.StandardOutput.ReadToEndAsync().WaitAsync(Some.Deadline);

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task<int> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Some.Deadline);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
