using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Argo.Cli.Tests.Support;

/// <summary>
/// The program while it runs: both of its streams are read, so that it never waits for its reader.
/// </summary>
internal sealed class RunningCli : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly CancellationTokenSource _late = new(Deadline);
    private readonly Task<string> _out;
    private readonly Task<string> _error;
    private readonly TaskCompletionSource _underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningCli(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _out = _process.StandardOutput.ReadToEndAsync(_late.Token);
        _error = ReadErrorAsync();
    }

    /// <summary>Waits until the first step is done.</summary>
    public async Task UntilUnderWayAsync()
    {
        await Task.WhenAny(_underWay.Task, _process.WaitForExitAsync(_late.Token)).WaitAsync(_late.Token);
        Assert.True(_underWay.Task.IsCompleted, $"it ended, or hung, before a step was done");
    }

    /// <summary>Waits until a failpoint has stopped it.</summary>
    public async Task UntilStoppedAsync()
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/proc/{_process.Id}/stat");
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await look.WaitForNextTickAsync(_late.Token))
        {
            if ((await File.ReadAllTextAsync(path, _late.Token)).Split(") ")[^1].StartsWith('T'))
                return;
        }
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start(
            "kill", [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(_late.Token);
    }

    public async Task TypeAsync(string input)
    {
        try
        {
            await _process.StandardInput.WriteAsync(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // it ended without reading its input
        }
    }

    public async Task<CliResult> EndAsync()
    {
        await _process.WaitForExitAsync(_late.Token);
        return new CliResult(_process.ExitCode, await _out, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(); // a test failed before it ended
        _process.Dispose();
        _late.Dispose();
    }

    private async Task<string> ReadErrorAsync()
    {
        var heard = new StringBuilder();
        while (await _process.StandardError.ReadLineAsync(_late.Token) is { } line)
        {
            heard.Append(line).Append('\n');
            if (line.StartsWith("done 1/", StringComparison.Ordinal))
                _underWay.TrySetResult();
        }

        return heard.ToString();
    }
}
