using System.Diagnostics;
using System.Globalization;

namespace Argo.Hosting.Adapters;

/// <summary>
/// Names a process so that a later one can tell whether it still lives: host, number and start time.
/// </summary>
internal static class ProcessOwner
{
    /// <summary>This process, as <c>host:pid:start</c>.</summary>
    public static string Current { get; } = Describe(Process.GetCurrentProcess());

    /// <summary>
    /// Whether a process of this host still runs. One of another host counts as gone: the lock decides.
    /// </summary>
    public static bool IsAlive(string? owner)
    {
        if (owner?.Split(':') is not [var host, var pid, _] || host != Environment.MachineName
            || !int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        try
        {
            using var process = Process.GetProcessById(number);
            return Describe(process) == owner;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false; // no such process, or it ended while it was looked at
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return true; // there is one, and this user may not look at it
        }
    }

    /// <summary>
    /// Whether a process of this host has ended, so that it hears nothing any more. Of another host's nobody
    /// here can say so.
    /// </summary>
    public static bool IsGone(string? owner) =>
        owner?.Split(':') is [var host, _, _] && host == Environment.MachineName && !IsAlive(owner);

    private static string Describe(Process process) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName}:{process.Id}:"
            + $"{process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond}");
}
