using System.Globalization;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Transactions.FileSystems;

/// <summary>
/// Where a check of an ext file system puts what no name leads to any more: under its own inode number.
/// </summary>
/// <remarks>It is outside the workspace, so it is only looked at, and only by that one name.</remarks>
internal static class LostAndFound
{
    private const string DirectoryName = "lost+found";

    /// <summary>Where an object is, for a person; null when it is not there, or cannot be seen.</summary>
    public static string? Find(ConfinedRoot root, FileIdentity identity) =>
        MountTable.TopOf(root.RootStat.Device) is { } top ? Find(root.Kernel, top, identity) : null;

    private static string? Find(IKernel kernel, string top, FileIdentity identity)
    {
        var directory = top == "/" ? $"/{DirectoryName}" : $"{top}/{DirectoryName}";
        if (kernel.OpenRoot(directory, out var handle) is not Errno.Ok)
            return null;
        using (handle)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"#{identity.Inode}");
            return kernel.Stat(handle, PathBytes.OfName(name), out var stat) is Errno.Ok
                && stat.Identity.IsSameObject(identity)
                ? $"{directory}/{name}"
                : null;
        }
    }
}
