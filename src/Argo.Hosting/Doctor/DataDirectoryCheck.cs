namespace Argo.Hosting.Doctor;

/// <summary>The data directory and the host's key: there, and this user's alone.</summary>
internal static class DataDirectoryCheck
{
    private const UnixFileMode OthersMay =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static IEnumerable<DoctorFinding> Examine(string directory)
    {
        if (!Directory.Exists(directory))
        {
            yield return new("data_directory", directory, DoctorStatus.Note,
                "it is not there yet; the first plan makes it");
            yield break;
        }

        yield return Private("data_directory", directory, "700");
        var key = Path.Combine(directory, "host-key.pem");
        if (File.Exists(key))
            yield return Private("key", key, "600");
        else
            yield return new(
                "key", key, DoctorStatus.Note, "it is not there yet; the first approval makes it");
        var store = Path.Combine(directory, "argo.db");
        if (File.Exists(store))
            yield return Private("store", store, "600");
    }

    private static DoctorFinding Private(string check, string path, string mode)
    {
        var open = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path) & OthersMay;
        return open is UnixFileMode.None
            ? new(check, path, DoctorStatus.Ok, "only its owner may use it")
            : new(check, path, DoctorStatus.Problem, $"others than its owner may use it ({open})",
                $"chmod {mode} {path}");
    }
}
