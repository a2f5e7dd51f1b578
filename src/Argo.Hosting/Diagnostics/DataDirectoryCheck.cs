using Argo.Artifacts.Files;
using Argo.Hosting.Adapters;

namespace Argo.Hosting.Diagnostics;

/// <summary>The data directory and the host's key: there, and this user's alone.</summary>
internal static class DataDirectoryCheck
{
    private const UnixFileMode OthersMay =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What a few executions with their undo plans, results and records need.</summary>
    private const long LeastFreeBytes = 256 * 1024;

    public static IEnumerable<DoctorFinding> Examine(string directory)
    {
        var faults = FindFaults(directory);
        if (!Directory.Exists(directory))
            return
            [
                .. faults,
                new("data_directory", directory, DoctorStatus.Note,
                    "it is not there yet; the first plan makes it"),
            ];
        var key = DataDirectoryFiles.Key(directory);
        var store = DataDirectoryFiles.Database(directory);
        return
        [
            .. faults,
            .. Readers("data_directory", directory, "700", faults),
            .. FreeSpace(directory),
            .. Path.Exists(key)
                ? Key(directory, key, faults)
                : [new("key", key, DoctorStatus.Note, "it is not there yet; the first plan makes it")],
            .. File.Exists(store) ? Readers("store", store, "600", faults) : [],
        ];
    }

    /// <summary>A store that is full ends nothing: its executions end once there is room again.</summary>
    private static DoctorFinding[] FreeSpace(string directory)
    {
        try
        {
            var free = new DriveInfo(directory).AvailableFreeSpace;
            return free >= LeastFreeBytes ? [] : [new(
                "data_directory", directory, DoctorStatus.Problem, $"its disk is full: {free} bytes are free",
                "free space there; 'argo recover' then ends what could not end")];
        }
        catch (Exception unknown)
            when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return []; // whoever needs the disk says what is wrong with it
        }
    }

    private static IEnumerable<DoctorFinding> Key(string directory, string key, DoctorFinding[] faults) =>
        new HostKeyFiles(directory).WhyUnusable() is { } reason
            ?
            [
                new("key", key, DoctorStatus.Problem, $"it cannot be used: {reason}",
                    $"restore {key} from a backup; without one, 'argo key rotate' makes another (approvals "
                    + "signed with the old one open nothing then)"),
            ]
            : Readers("key", key, "600", faults);

    private static DoctorFinding[] FindFaults(string directory)
    {
        try
        {
            return
            [
                .. DataDirectoryRules.FindFaults(directory).Select(fault => new DoctorFinding(
                    "data_directory", fault.Path, DoctorStatus.Problem,
                    $"it {fault.Problem}; nothing runs until that is mended", fault.Remedy)),
            ];
        }
        catch (WorkspaceException unseen)
        {
            return [new("data_directory", directory, DoctorStatus.Problem, unseen.Message,
                "name another with --data or ARGO_DATA")];
        }
    }

    /// <summary>What others may write is told already; this is about reading.</summary>
    private static IEnumerable<DoctorFinding> Readers(
        string check, string path, string mode, DoctorFinding[] faults) =>
        faults.Any(fault => fault.Subject == path) ? [] : [Private(check, path, mode)];

    private static DoctorFinding Private(string check, string path, string mode)
    {
        var open = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path) & OthersMay;
        return open is UnixFileMode.None
            ? new(check, path, DoctorStatus.Ok, "only its owner may use it")
            : new(check, path, DoctorStatus.Problem, $"others than its owner may use it ({open})",
                $"chmod {mode} {path}");
    }
}
