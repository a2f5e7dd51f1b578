using Argo.Artifacts.Files;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Transactions;

/// <summary>When an object counts as the one that was written down.</summary>
internal static class FileIdentityComparer
{
    /// <summary>
    /// The same object, and nobody wrote to it since; a directory's size and times do not count.
    /// </summary>
    public static bool IsStill(this EntryStat found, FileIdentity? expected) =>
        expected is not null
        && (found.Kind is EntryKind.Directory
            ? found.Identity.IsSameObject(expected)
            : found.Identity.IsUnchanged(expected));

    /// <summary>The same object, written to or not.</summary>
    public static bool IsObject(this EntryStat? found, FileIdentity? expected) =>
        found is not null && found.Identity.IsSameObject(expected);

    /// <summary>An object in words: enough for a person to tell two apart.</summary>
    public static string InWords(this EntryStat? found) =>
        found is null ? "nothing" : $"{KindOf(found)}, {found.Identity.InWords()}";

    /// <summary>An identity in words.</summary>
    public static string InWords(this FileIdentity? identity) => identity is null
        ? "nothing"
        : $"inode {identity.Inode}, {identity.Size} bytes, "
            + $"changed {ChangedAt(identity):yyyy-MM-dd HH:mm:ss.fffffff}Z";

    private static DateTime ChangedAt(FileIdentity identity) =>
        DateTime.UnixEpoch.AddTicks(identity.MtimeNs / TimeSpan.NanosecondsPerTick);

    private static string KindOf(EntryStat found) => found.Kind switch
    {
        EntryKind.File => "a file",
        EntryKind.Directory => "a directory",
        EntryKind.Symlink => "a symbolic link",
        _ => "a FIFO, socket or device",
    };
}
