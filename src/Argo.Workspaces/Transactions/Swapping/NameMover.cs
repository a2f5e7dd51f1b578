using Argo.Artifacts.Files;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Transactions.Swapping;

/// <summary>How objects change names on this class of file system.</summary>
internal abstract class NameMover(IKernel kernel)
{
    /// <summary>The system calls.</summary>
    protected IKernel Kernel { get; } = kernel;

    /// <summary>
    /// Whether <see cref="Replace"/> leaves the object before at the spot that the new one came from.
    /// </summary>
    public abstract bool GivesBack { get; }

    /// <summary>
    /// How a rename to a free name is asked for: the file system may not know how to refuse a taken one.
    /// </summary>
    public RenameMode FreeName => GivesBack ? RenameMode.NoReplace : RenameMode.Replace;

    /// <summary>Whether a free name is taken by an empty file first, which a crash can leave.</summary>
    public virtual bool Reserves => false;

    /// <summary>The mover for a class.</summary>
    public static NameMover For(IKernel kernel, FileSystemClass fileSystemClass, bool hasLinks) =>
        fileSystemClass is FileSystemClass.CopyAndRename
            ? new PlainMover(kernel, hasLinks)
            : new ExchangeMover(kernel);

    /// <summary>An object takes a free name; <see cref="Errno.Exists"/> when it is taken.</summary>
    public abstract Errno Place(DirectoryEntryRef from, DirectoryEntryRef to, EntryKind kind);

    /// <summary>The same for a name in the stage, which nobody else uses.</summary>
    public virtual Errno PlaceInStage(DirectoryEntryRef from, DirectoryEntryRef to, EntryKind kind) =>
        Place(from, to, kind);

    /// <summary>An object takes the name of one that is there.</summary>
    public abstract Errno Replace(DirectoryEntryRef from, DirectoryEntryRef to);

    /// <summary>An object takes the name of the placeholder in the stage, which goes away.</summary>
    public Errno PlaceOverPlaceholder(DirectoryEntryRef from, DirectoryEntryRef placeholder) =>
        Kernel.Rename(from.At, from.Name, placeholder.At, placeholder.Name, RenameMode.Replace);

    /// <summary>What is at a spot; null for nothing.</summary>
    /// <exception cref="WorkspaceException">It cannot be looked at.</exception>
    public EntryStat? Look(DirectoryEntryRef entry, string path)
    {
        var errno = Kernel.Stat(entry.At, entry.Name, out var stat);
        if (errno is Errno.NotFound)
            return null;
        errno.OrThrow("look at", path);
        return stat;
    }
}
