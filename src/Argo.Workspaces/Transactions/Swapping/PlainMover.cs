using Argo.Artifacts.Files;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Transactions.Swapping;

/// <summary>
/// Class C: plain renames. Whoever writes between the look and the rename is overwritten; GUARANTEES says so.
/// </summary>
internal sealed class PlainMover(IKernel kernel, bool hasLinks) : NameMover(kernel)
{
    private const int ReservedMode = 0b110_000_000;

    public override bool GivesBack => false;

    public override bool Reserves => !hasLinks;

    public override Errno Place(DirectoryEntryRef from, DirectoryEntryRef to, EntryKind kind)
    {
        if (kind is not EntryKind.Directory && hasLinks)
            return LinkAndUnlink(from, to);
        if (kind is EntryKind.File)
            return ReserveAndRename(from, to);
        return ReplaceNothing(from, to);
    }

    public override Errno PlaceInStage(DirectoryEntryRef from, DirectoryEntryRef to, EntryKind kind) =>
        kind is not EntryKind.Directory && hasLinks ? LinkAndUnlink(from, to) : ReplaceNothing(from, to);

    public override Errno Replace(DirectoryEntryRef from, DirectoryEntryRef to) =>
        Kernel.Rename(from.At, from.Name, to.At, to.Name, RenameMode.Replace);

    private Errno ReplaceNothing(DirectoryEntryRef from, DirectoryEntryRef to) =>
        Kernel.Stat(to.At, to.Name, out _) is Errno.NotFound ? Replace(from, to) : Errno.Exists;

    private Errno LinkAndUnlink(DirectoryEntryRef from, DirectoryEntryRef to)
    {
        var errno = Kernel.Link(from.At, from.Name, to.At, to.Name);
        return errno is Errno.Ok ? Kernel.Unlink(from.At, from.Name) : errno;
    }

    // Where an inode has one name only: the name is taken exclusively first, by an empty file.
    private Errno ReserveAndRename(DirectoryEntryRef from, DirectoryEntryRef to)
    {
        var errno = Kernel.CreateFile(to.At, to.Name, ReservedMode, out var reserved);
        if (errno is not Errno.Ok)
            return errno;
        reserved.Dispose();
        errno = Replace(from, to);
        if (errno is not Errno.Ok)
            Kernel.Unlink(to.At, to.Name);
        return errno;
    }
}
