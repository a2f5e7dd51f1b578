using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Argo.Hosting.Adapters;

/// <summary>
/// Names a process so that a later one can tell whether it still lives: host, number, start time, and the PID
/// namespace that the number counts in. A container has one of its own, often under its host's name.
/// </summary>
internal static class ProcessOwner
{
    private const int StartTolerance = 1; // seconds: each reader computes the time of boot anew

    private static readonly string? Namespace = LinkOf("/proc/self/ns/pid");

    /// <summary>This process, as <c>host:pid:start:namespace</c>.</summary>
    public static string Current { get; } = Of(Process.GetCurrentProcess());

    /// <summary>A process of this PID namespace, as <see cref="Current"/> names this one.</summary>
    public static string Of(Process process)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Environment.MachineName}:{process.Id}:{StartOf(process)}");
        return Namespace is null ? name : $"{name}:{NumberOf(Namespace)}";
    }

    /// <summary>What can be told of a process; a name without a namespace is an older Argo's.</summary>
    public static OwnerLife LifeOf(string? owner)
    {
        if (owner == Current)
            return OwnerLife.Alive;
        return owner?.Split(':') is [var host, var pid, var start, .. var space] && space.Length <= 1
            && host == Environment.MachineName && IsOurs(space)
            && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            ? LifeOf(number, second)
            : OwnerLife.Unknown;
    }

    /// <summary>Whether a process is known to run.</summary>
    public static bool IsAlive(string? owner) => LifeOf(owner) is OwnerLife.Alive;

    /// <summary>Whether a process is known to have ended, so that it hears nothing any more.</summary>
    public static bool IsGone(string? owner) => LifeOf(owner) is OwnerLife.Gone;

    /// <summary>
    /// Whether the numbers of a namespace are those that <c>/proc</c> shows here. It may be mounted for
    /// another namespace than the one that this process is in.
    /// </summary>
    private static bool IsOurs(string[] space) =>
        (space is [] || (Namespace is not null && space[0] == NumberOf(Namespace)))
        && LinkOf("/proc/self") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private static OwnerLife LifeOf(int number, long start)
    {
        try
        {
            using var process = Process.GetProcessById(number);
            return Math.Abs(StartOf(process) - start) <= StartTolerance && !HasEnded(number)
                ? OwnerLife.Alive
                : OwnerLife.Gone;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return OwnerLife.Gone; // no such process, or it ended while it was looked at
        }
        catch (Win32Exception)
        {
            return OwnerLife.Alive; // there is one, and this user may not look at it
        }
    }

    /// <summary>
    /// Whether a process that still has a number runs nothing any more: it was killed, and its parent has not
    /// asked for its end yet (state Z), or it is being removed (X).
    /// </summary>
    private static bool HasEnded(int number)
    {
        try
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{number}/stat"));
            return stat.AsSpan(stat.LastIndexOf(')') + 1).TrimStart() is ['Z' or 'X' or 'x', ..];
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return false; // it was there just now
        }
    }

    private static long StartOf(Process process) =>
        process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond;

    /// <summary>The number in <c>pid:[4026531836]</c>; the whole text where it looks otherwise.</summary>
    private static string NumberOf(string link) => link.Split('[', ']') is [_, var number, _] ? number
        : link.Replace(':', '-');

    private static string? LinkOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null; // there is no /proc
        }
    }
}
