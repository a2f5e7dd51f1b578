using System.Diagnostics;
using System.Globalization;
using Argo.Artifacts.Files;
using Argo.Workspaces.Transactions;

namespace Argo.Cli;

/// <summary>
/// <c>ARGO_FAILPOINT=name[:N][=kill|stop|fail|slow]</c>: when the process comes to the named point for the
/// Nth time, it kills itself with SIGKILL (or stops itself with SIGSTOP), or the call fails, or it and every
/// later one takes a while. <c>ARGO_FAILPOINT_LOG=FILE</c>: each point's name is appended to the file. For
/// tests and the demo; without the variables nothing is armed.
/// </summary>
internal static class FailpointSwitch
{
    public const string Variable = "ARGO_FAILPOINT";

    public const string LogVariable = "ARGO_FAILPOINT_LOG";

    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(20);

    /// <exception cref="CliException">The variable is not of that form.</exception>
    public static void Arm(string? given, string? log)
    {
        if (!string.IsNullOrEmpty(given))
            Failpoints.Handler = At(given);
        if (!string.IsNullOrEmpty(log))
            Failpoints.Handler = Logging(log) + Failpoints.Handler;
    }

    private static Action<string> At(string given)
    {
        var (name, nth, act) = Parsed(given);
        var hits = 0;
        return reached =>
        {
            if (reached == name)
                act(Interlocked.Increment(ref hits).CompareTo(nth), name);
        };
    }

    private static (string Name, int Nth, Action<int, string> Act) Parsed(string given)
    {
        var (point, mode) = given.Split('=', 2) is [var left, var right] ? (left, right) : (given, "kill");
        var (name, number) = point.Split(':', 2) is [var first, var second] ? (first, second) : (point, "1");
        Action<int, string>? act = mode switch
        {
            "kill" => Kill,
            "stop" => Stop,
            "fail" => Fail,
            "slow" => Slow,
            _ => null,
        };
        return act is not null && name.Length > 0
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var nth) && nth > 0
            ? (name, nth, act)
            : throw CliException.Usage(
                $"{Variable}: must be name, name:N or name:N=MODE, with N from 1 and MODE kill, stop, "
                    + "fail or slow.",
                Variable);
    }

    /// <summary>Ends this process as a power cut would: nothing is flushed, nothing is cleaned up.</summary>
    private static void Kill(int turn, string name)
    {
        if (turn != 0)
            return;
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite); // the signal is on its way; not one more call may happen
    }

    /// <summary>Stops every thread of this process until somebody sends SIGCONT.</summary>
    private static void Stop(int turn, string name)
    {
        if (turn != 0)
            return;
        var self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-STOP", self]);
        kill.WaitForExit();
    }

    private static void Fail(int turn, string name)
    {
        if (turn == 0)
            throw new WorkspaceException(
                WorkspaceFault.Io, $"The disk failed (as {Variable} asked, at {name}).");
    }

    private static void Slow(int turn, string name)
    {
        if (turn >= 0)
            Thread.Sleep(Slowness);
    }

    private static Action<string> Logging(string path)
    {
        var gate = new Lock();
        return reached =>
        {
            lock (gate)
                File.AppendAllText(path, reached + "\n");
        };
    }
}
