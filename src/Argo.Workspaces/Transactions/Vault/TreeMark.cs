using Argo.Artifacts.Files;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Transactions.Vault;

/// <summary>
/// An entry below a directory, as far as it must not change while the directory is deleted, moved or copied.
/// </summary>
/// <remarks>A directory has no size and no time here: whatever is made in it changes those.</remarks>
internal readonly record struct TreeMark(
    EntryKind Kind, ulong Inode, long BirthNs, long Size, long MtimeNs)
{
    /// <summary>The mark of what is there.</summary>
    /// <param name="stat">What it is.</param>
    /// <param name="byIdentity">
    /// Whether the object counts, and not only its size and time: overlayfs gives one another identity on its
    /// first change.
    /// </param>
    public static TreeMark Of(EntryStat stat, bool byIdentity)
    {
        var isDirectory = stat.Kind is EntryKind.Directory;
        return new TreeMark(
            stat.Kind,
            byIdentity ? stat.Identity.Inode : 0,
            byIdentity ? stat.Identity.BirthNs : 0,
            isDirectory ? 0 : stat.Identity.Size,
            isDirectory ? 0 : stat.Identity.MtimeNs);
    }
}
