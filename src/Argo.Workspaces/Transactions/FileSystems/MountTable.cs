using System.Globalization;
using System.Text.RegularExpressions;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.FileSystems;

/// <summary>Other mounts inside a workspace: what holds one can be neither deleted nor moved.</summary>
internal static partial class MountTable
{
    private const string Table = "/proc/self/mountinfo";
    private const int DeviceField = 2;
    private const int RootField = 3;
    private const int MountPointField = 4;

    /// <summary>
    /// Where the top of a file system is mounted, and not only a directory of it; null when it is nowhere.
    /// </summary>
    /// <param name="device">Its number, as <see cref="EntryStat.Device"/> has it.</param>
    public static string? TopOf(ulong device)
    {
        if (!File.Exists(Table))
            return null;
        var number = string.Create(CultureInfo.InvariantCulture, $"{device >> 32}:{device & 0xFFFFFFFF}");
        return File.ReadLines(Table).Select(line => line.Split(' '))
            .Where(fields => fields[DeviceField] == number && fields[RootField] == "/")
            .Select(fields => Unescape(fields[MountPointField])).FirstOrDefault();
    }

    /// <summary>Refuses a directory that holds a mount.</summary>
    /// <exception cref="WorkspaceException">Something is mounted at it, or below it.</exception>
    public static void RefuseMountsBelow(SafeFileHandle directory, string shown)
    {
        var link = new FileInfo($"/proc/self/fd/{directory.DangerousGetHandle()}").LinkTarget;
        if (link is null || !File.Exists(Table))
            return; // no proc file system: the rename itself refuses a mount point
        var below = File.ReadLines(Table)
            .Select(line => Unescape(line.Split(' ')[MountPointField]))
            .FirstOrDefault(point => point == link || point.StartsWith(link + "/", StringComparison.Ordinal));
        if (below is null)
            return;
        throw new WorkspaceException(
            WorkspaceFault.Refused,
            $"'{shown}' holds another mount, '{below}'. Unmount it, or leave it out.", shown);
    }

    // The kernel writes space, tab, newline and backslash as three octal digits.
    private static string Unescape(string field) =>
        Escape().Replace(field, match => ((char)Convert.ToInt32(match.Value[1..], 8)).ToString());

    [GeneratedRegex(@"\\[0-7]{3}")]
    private static partial Regex Escape();
}
