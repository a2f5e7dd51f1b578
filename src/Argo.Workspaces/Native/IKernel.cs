using Argo.Workspaces.Access;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native;

/// <summary>
/// The system calls that Argo acts through: each is one call, relative to a handle, on one name.
/// </summary>
/// <remarks>
/// An interface, so that a test can make the Nth call fail, or put a simulated disk behind it. Nothing throws
/// for
/// what the disk says: the answer is the <see cref="Errno"/>. Interrupted calls are repeated here. Opening
/// never
/// follows a link, never leaves what <c>at</c> holds, never crosses into another mount.
/// </remarks>
internal interface IKernel
{
    /// <summary>The user that acts.</summary>
    uint EffectiveUser { get; }

    /// <summary>The rights that it acts with.</summary>
    Credentials Credentials { get; }

    /// <summary>Which start of the machine this is; empty where the system does not tell.</summary>
    string BootId { get; }

    /// <summary>
    /// Opens a directory by an absolute path that may lead over links: the host has chosen it.
    /// </summary>
    Errno OpenRoot(string absolutePath, out SafeFileHandle handle);

    Errno Open(SafeFileHandle at, PathBytes path, OpenFor purpose, out SafeFileHandle handle);

    /// <summary>Opens what a reference refers to, and nothing else, whatever has its name by now.</summary>
    Errno Reopen(SafeFileHandle reference, OpenFor purpose, out SafeFileHandle handle);

    /// <summary>
    /// The directory above, for a walk that goes back up: the caller compares the identity.
    /// </summary>
    Errno OpenParent(SafeFileHandle directory, out SafeFileHandle handle);

    /// <summary>
    /// Makes a new file and opens it for reading and writing; fails where the name is taken.
    /// </summary>
    Errno CreateFile(SafeFileHandle at, PathBytes name, int mode, out SafeFileHandle handle);

    Errno MakeDirectory(SafeFileHandle at, PathBytes name, int mode);

    Errno MakeLink(SafeFileHandle at, PathBytes name, ReadOnlySpan<byte> target);

    /// <summary>Gives an inode a second name.</summary>
    Errno Link(SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to);

    Errno Rename(SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to, RenameMode mode);

    Errno Unlink(SafeFileHandle at, PathBytes name);

    Errno RemoveDirectory(SafeFileHandle at, PathBytes name);

    /// <summary>
    /// Looks at a name, or with <see cref="PathBytes.Itself"/> at the handle; a link is not followed.
    /// </summary>
    Errno Stat(SafeFileHandle at, PathBytes name, out EntryStat stat);

    Errno ReadLink(SafeFileHandle at, PathBytes name, out byte[] target);

    /// <summary>
    /// The names in a directory in the order of the disk, as bytes, without <c>.</c> and <c>..</c>.
    /// </summary>
    Errno ReadNames(SafeFileHandle directory, out List<byte[]> names);

    Errno Read(SafeFileHandle file, Span<byte> buffer, long offset, out int count);

    Errno Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset, out int count);

    /// <summary>Makes the blocks exist, so that a later release of them frees room.</summary>
    Errno Allocate(SafeFileHandle file, long length);

    /// <summary>Lets a file share the blocks of another.</summary>
    Errno Clone(SafeFileHandle from, SafeFileHandle to);

    Errno ChangeMode(SafeFileHandle handle, int mode);

    Errno ChangeOwner(SafeFileHandle handle, uint uid, uint gid);

    /// <summary>Sets the times; ns since 1970, or null to leave one.</summary>
    Errno SetTimes(SafeFileHandle handle, long? atimeNs, long? mtimeNs);

    Errno ListAttributes(SafeFileHandle handle, out List<byte[]> names);

    Errno GetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, out byte[] value);

    Errno SetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);

    Errno RemoveAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name);

    /// <summary>Takes the lock of a whole file, which ends with the last handle of this opening.</summary>
    /// <returns><see cref="Errno.TryAgain"/> when another opening has it.</returns>
    Errno TryLock(SafeFileHandle file);

    /// <summary>
    /// Releases the lock now: a child that is being started may still have the handle for a moment.
    /// </summary>
    Errno Unlock(SafeFileHandle file);

    /// <summary>Whether another opening has the lock, without taking it.</summary>
    Errno TestLock(SafeFileHandle file, out bool isHeld);

    /// <summary>Flushes one file or directory.</summary>
    Errno Flush(SafeFileHandle handle);

    /// <summary>
    /// Flushes the whole file system that the handle is on, and reports what failed since it was opened.
    /// </summary>
    Errno FlushFileSystem(SafeFileHandle handle);

    Errno StatFileSystem(SafeFileHandle handle, out FileSystemFacts facts);

    /// <summary>Whether this user may add and remove names in a directory.</summary>
    Errno MayChangeNames(SafeFileHandle directory);

    /// <summary>
    /// Which of these objects some process has open for writing, and which process; what this user may not
    /// see is not among them.
    /// </summary>
    IReadOnlyDictionary<InodeKey, string> FindWriters(IReadOnlySet<InodeKey> objects);
}
