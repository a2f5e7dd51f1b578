using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>
/// The kernel's <c>struct flock</c>: a lock of a whole file, kept by the open file description.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FileLock
{
    private const short WriteLock = 1;
    private const short NoLock = 2;
    private const int GetOpenFileDescriptionLock = 36;
    private const int SetOpenFileDescriptionLock = 37;

    private short _type;
    private readonly short _whence;
    private readonly long _start;
    private readonly long _length;
    private readonly int _pid;

    /// <summary>Takes the lock if it is free; ends with the last handle of that description.</summary>
    /// <returns>
    /// <see cref="Errno.TryAgain"/> or <see cref="Errno.AccessDenied"/> when another holds it.
    /// </returns>
    public static Errno TryTake(SafeFileHandle file) => Set(file, WriteLock);

    /// <summary>Gives it up.</summary>
    public static Errno Release(SafeFileHandle file) => Set(file, NoLock);

    /// <summary>Whether another description holds the lock.</summary>
    public static unsafe Errno Test(SafeFileHandle file, out bool isHeld)
    {
        var wanted = new FileLock { _type = WriteLock };
        var errno = KernelResult.Of(Libc.FcntlLock(file, GetOpenFileDescriptionLock, &wanted));
        isHeld = errno is Errno.Ok && wanted._type != NoLock;
        return errno;
    }

    private static unsafe Errno Set(SafeFileHandle file, short type)
    {
        var wanted = new FileLock { _type = type };
        return KernelResult.Of(Libc.FcntlLock(file, SetOpenFileDescriptionLock, &wanted));
    }
}
