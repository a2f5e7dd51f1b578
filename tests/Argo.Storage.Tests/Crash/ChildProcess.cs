using System.Diagnostics;

namespace Argo.Storage.Tests;

/// <summary>This test assembly as a process of its own.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public static async Task<ChildProcess> StartAsync(string role, string file, string id)
    {
        string[] arguments = ["exec", typeof(ChildProcess).Assembly.Location, role, file, id];
        var child = new ChildProcess(Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!);
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
