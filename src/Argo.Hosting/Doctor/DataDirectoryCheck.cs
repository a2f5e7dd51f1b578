using Argo.Hosting.Joining;

namespace Argo.Hosting.Doctor;

/// <summary>The data directory and the host's key: there, and this user's alone.</summary>
internal static class DataDirectoryCheck
{
    private const UnixFileMode OthersMay =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>What a few executions with their undo plans, results and records need.</summary>
    private const long LeastRoom = 256 * 1024;

    public static IEnumerable<DoctorFinding> Examine(string directory)
    {
        if (!Directory.Exists(directory))
        {
            yield return new("data_directory", directory, DoctorStatus.Note,
                "it is not there yet; the first plan makes it");
            yield break;
        }

        yield return Private("data_directory", directory, "700");
        if (Room(directory) is { } room)
            yield return room;
        var key = Path.Combine(directory, "host-key.pem");
        if (Path.Exists(key))
            yield return Key(directory, key);
        else
            yield return new(
                "key", key, DoctorStatus.Note, "it is not there yet; the first approval makes it");
        var store = Path.Combine(directory, "argo.db");
        if (File.Exists(store))
            yield return Private("store", store, "600");
    }

    /// <summary>A store that is full ends nothing: its executions end once there is room again.</summary>
    private static DoctorFinding? Room(string directory)
    {
        try
        {
            var free = new DriveInfo(directory).AvailableFreeSpace;
            return free >= LeastRoom ? null : new(
                "data_directory", directory, DoctorStatus.Problem, $"its disk is full: {free} bytes are free",
                "free space there; 'argo recover' then ends what could not end");
        }
        catch (Exception unknown)
            when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null; // whoever needs the disk says what is wrong with it
        }
    }

    private static DoctorFinding Key(string directory, string key) =>
        new HostKeyFiles(directory).WhyUnusable() is { } reason
            ? new("key", key, DoctorStatus.Problem, $"it cannot be used: {reason}",
                $"restore {key} from a backup; without one, 'argo key rotate' makes another (approvals "
                + "signed with the old one open nothing then)")
            : Private("key", key, "600");

    private static DoctorFinding Private(string check, string path, string mode)
    {
        var open = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path) & OthersMay;
        return open is UnixFileMode.None
            ? new(check, path, DoctorStatus.Ok, "only its owner may use it")
            : new(check, path, DoctorStatus.Problem, $"others than its owner may use it ({open})",
                $"chmod {mode} {path}");
    }
}
