using System.Diagnostics;
using System.Globalization;
using Argo.Artifacts.Files;
using Argo.Workspaces.Transactions;

namespace Argo.Cli;

/// <summary>
/// <c>ARGO_FAILPOINT=name[:N][=kill|stop|fail|slow]</c>: when the process comes to the named point for the
/// Nth time, it kills itself with SIGKILL (or stops itself with SIGSTOP), or the call fails, or it and every
/// later one takes a while. <c>ARGO_FAILPOINT_LOG=FILE</c>: each point's name is appended to the file. Only a
/// Debug build reads them: a program that is installed must not be made to fail by a variable.
/// </summary>
internal static class FailpointSwitch
{
    public const string Variable = "ARGO_FAILPOINT";

    public const string LogVariable = "ARGO_FAILPOINT_LOG";

    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(20);

    /// <summary>What the environment arms; nothing in a Release build.</summary>
    /// <exception cref="CliException">The variable is not of that form.</exception>
    public static Failpoints OfEnvironment()
    {
        var failpoints = Failpoints.None;
        ReadEnvironment(ref failpoints);
        return failpoints;
    }

    /// <summary>As <see cref="Variable"/> says, in every build: for the demo.</summary>
    public static Failpoints Of(string given) => new(At(given));

    [Conditional("DEBUG")]
    private static void ReadEnvironment(ref Failpoints failpoints)
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        var log = Environment.GetEnvironmentVariable(LogVariable);
        Action<string>? handler = string.IsNullOrEmpty(log) ? null : Logging(log);
        if (!string.IsNullOrEmpty(given))
            handler += At(given);
        if (handler is not null)
            failpoints = new Failpoints(handler);
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
#pragma warning disable RS0030 // the signal is on its way; not one more call may happen
        Thread.Sleep(Timeout.Infinite);
#pragma warning restore RS0030
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
#pragma warning disable RS0030 // to be slow is what was asked for
            Thread.Sleep(Slowness);
#pragma warning restore RS0030
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
