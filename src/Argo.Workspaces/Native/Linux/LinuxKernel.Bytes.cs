using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <content>Bytes: reading, writing, flushing.</content>
internal sealed unsafe partial class LinuxKernel
{
    public Errno Read(SafeFileHandle file, Span<byte> buffer, long offset, out int count)
    {
        fixed (byte* pointer = buffer)
        {
            for (var attempt = 1; ; attempt++)
            {
                var done = Libc.PRead(file, pointer, buffer.Length, (nint)offset);
                var errno = KernelResult.Of(done);
                count = errno is Errno.Ok ? (int)done : 0;
                if (errno is not Errno.Interrupted || attempt == KernelResult.MaxAttempts)
                    return errno;
            }
        }
    }

    public Errno Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset, out int count)
    {
        fixed (byte* pointer = bytes)
        {
            for (var attempt = 1; ; attempt++)
            {
                var done = Libc.PWrite(file, pointer, bytes.Length, (nint)offset);
                var errno = KernelResult.Of(done);
                count = errno is Errno.Ok ? (int)done : 0;
                if (errno is not Errno.Interrupted || attempt == KernelResult.MaxAttempts)
                    return errno;
            }
        }
    }

    public Errno Allocate(SafeFileHandle file, long length) =>
        KernelResult.Of(Libc.FAllocate(file, 0, 0, (nint)length));

    public Errno Clone(SafeFileHandle from, SafeFileHandle to) =>
        KernelResult.Of(Libc.IoctlFd(to, Abi.CloneFile, from));

    // Never repeated on failure: the second flush may say "ok" for pages that were dropped by the first.
    public Errno Flush(SafeFileHandle handle) => KernelResult.Of(Libc.Fsync(handle));

    public Errno FlushFileSystem(SafeFileHandle handle) => KernelResult.Of(Libc.Syncfs(handle));

    public Errno TryLock(SafeFileHandle file) => FileLock.TryTake(file);

    public Errno Unlock(SafeFileHandle file) => FileLock.Release(file);

    public Errno TestLock(SafeFileHandle file, out bool isHeld) => FileLock.Test(file, out isHeld);

    public Errno StatFileSystem(SafeFileHandle handle, out FileSystemFacts facts)
    {
        StatFsBuffer buffer = default;
        var errno = KernelResult.Of(Libc.Fstatfs(handle, &buffer));
        facts = buffer.ToFacts();
        return errno;
    }
}
