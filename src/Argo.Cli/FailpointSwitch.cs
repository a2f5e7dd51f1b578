using System.Diagnostics;
using System.Globalization;
using Argo.Workspaces.Staging;

namespace Argo.Cli;

/// <summary>
/// <c>ARGO_FAILPOINT=name[:N]</c>: the process kills itself with SIGKILL when it comes to the named point for the
/// Nth time. For tests and the demo; without the variable nothing is armed.
/// </summary>
internal static class FailpointSwitch
{
    public const string Variable = "ARGO_FAILPOINT";

    /// <exception cref="CliException">The variable is not <c>name</c> or <c>name:N</c>.</exception>
    public static void Arm(string? given)
    {
        if (string.IsNullOrEmpty(given))
            return;
        var (name, left) = Parsed(given);
        Failpoints.Handler = reached =>
        {
            if (reached == name && Interlocked.Decrement(ref left) == 0)
                Die();
        };
    }

    /// <summary>Ends this process as a power cut would: nothing is flushed, nothing is cleaned up.</summary>
    public static void Die()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite); // the signal is on its way; not one more call may happen
    }

    private static (string Name, int Nth) Parsed(string given)
    {
        var parts = given.Split(':');
        var nth = 1;
        var known = parts is [_] || (parts is [_, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out nth));
        return known && nth > 0 && parts[0].Length > 0
            ? (parts[0], nth)
            : throw CliException.Usage($"{Variable}: must be a point's name, or name:N with N from 1.", Variable);
    }
}
