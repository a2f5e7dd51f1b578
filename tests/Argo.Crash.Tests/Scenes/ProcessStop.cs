using System.Diagnostics;

namespace Argo.Crash.Tests.Scenes;

/// <summary>Waits for a process to be stopped by SIGSTOP.</summary>
internal static class ProcessStop
{
    public static async Task WaitAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!IsStopped(process))
        {
            if (process.HasExited)
                throw new InvalidOperationException(
                    $"it ended with {process.ExitCode} before it came to the point");
            await timer.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>The state is the first letter after the name, which ends with the last bracket.</summary>
    private static bool IsStopped(Process process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process.Id}/stat");
            return stat[stat.LastIndexOf(')') + 2] == 'T';
        }
        catch (IOException)
        {
            return false; // it has gone
        }
    }
}
