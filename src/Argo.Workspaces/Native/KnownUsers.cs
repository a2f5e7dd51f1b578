using System.Globalization;

namespace Argo.Workspaces.Native;

/// <summary>What the machine's own files say of users and groups.</summary>
internal static class KnownUsers
{
    /// <summary>
    /// Whether a group has no other member than this user and root. A group that the files do not know, as
    /// one of a directory service, may have any.
    /// </summary>
    public static bool IsOnlyIn(uint group, uint user)
    {
        var users = Lines("/etc/passwd").Where(line => line.Length > 3)
            .Select(line => (Name: line[0], Uid: Number(line[2]), Gid: Number(line[3]))).ToArray();
        var trusted = users.Where(one => one.Uid == user || one.Uid == 0).Select(one => one.Name)
            .ToHashSet(StringComparer.Ordinal);
        var found = Lines("/etc/group").FirstOrDefault(line => line.Length > 3 && Number(line[2]) == group);
        return found is not null
            && found[3].Split(',', StringSplitOptions.RemoveEmptyEntries).All(trusted.Contains)
            && users.Where(one => one.Gid == group).All(one => trusted.Contains(one.Name));
    }

    /// <summary>
    /// Whether a number is what a user namespace shows for everybody outside of it: in a container the top
    /// directories may belong to the real root in this way.
    /// </summary>
    public static bool IsOutside(uint user) =>
        Read("/proc/sys/kernel/overflowuid").FirstOrDefault() is { } outside && Number(outside) == user
        && Read("/proc/self/uid_map").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .All(map => Number(map[0]) is not { } first || Number(map[2]) is not { } count
                || user < first || user - first >= count);

    private static uint? Number(string text) =>
        uint.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static IEnumerable<string[]> Lines(string file) => Read(file).Select(line => line.Split(':'));

    private static string[] Read(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return []; // then nothing is known, and nobody is taken for harmless
        }
    }
}
