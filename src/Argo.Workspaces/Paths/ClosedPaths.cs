using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Paths;

/// <summary>Tells what this user's rights close to him from what a disk fails to give.</summary>
internal static class ClosedPaths
{
    /// <summary>Looks at each path; those that this user cannot reach are left out.</summary>
    /// <exception cref="WorkspaceException">One cannot be looked at for another reason.</exception>
    public static ImmutableSortedDictionary<string, Fingerprint> LookAtAll(
        this IRealTree disk, IEnumerable<string> paths, Func<string, Fingerprint> look)
    {
        var found = ImmutableSortedDictionary.CreateBuilder<string, Fingerprint>(StringComparer.Ordinal);
        foreach (var path in paths.Distinct())
        {
            try
            {
                found[path] = look(path);
            }
            catch (WorkspaceException) when (disk.IsOutOfReach(path))
            {
                // the plan itself, or its undo, has closed a directory above
            }
        }
        return found.ToImmutable();
    }

    /// <summary>Whether this user's rights keep him from reading a file that he can look at.</summary>
    public static bool IsUnreadable(this IRealTree disk, string path, EntryStat file) =>
        !ObjectRights.Of(file, disk.Acl(path, PosixAcl.AccessAttribute))
            .Allow(disk.Credentials, ObjectRights.Read);

    /// <summary>Whether a directory above a path may not be searched by this user.</summary>
    public static bool IsOutOfReach(this IRealTree disk, string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end > 0;
            end = path.IndexOf('/', end + 1))
        {
            var above = path[..end];
            if (disk.Stat(above) is not { Kind: EntryKind.Directory } directory)
                return false;
            var rights = ObjectRights.Of(directory, disk.Acl(above, PosixAcl.AccessAttribute));
            if (!rights.Allow(disk.Credentials, ObjectRights.Search))
                return true;
        }
        return false;
    }
}
