using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>The system calls on what is in a file, and the flushes.</summary>
internal static unsafe class ContentCalls
{
    public static Errno Read(SafeFileHandle file, Span<byte> buffer, long offset, out int count)
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

    public static Errno Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset, out int count)
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

    public static Errno Allocate(SafeFileHandle file, long length) =>
        KernelResult.Of(Libc.FAllocate(file, 0, 0, (nint)length));

    public static Errno Clone(SafeFileHandle from, SafeFileHandle to) =>
        KernelResult.Of(Libc.IoctlFd(to, Abi.CloneFile, from));

    // Never repeated on failure: the second flush may say "ok" for pages that were dropped by the first.
    public static Errno Flush(SafeFileHandle handle) => KernelResult.Of(Libc.Fsync(handle));

    public static Errno FlushFileSystem(SafeFileHandle handle) => KernelResult.Of(Libc.Syncfs(handle));

    public static Errno StatFileSystem(SafeFileHandle handle, out FileSystemFacts facts)
    {
        StatFsBuffer buffer = default;
        var errno = KernelResult.Of(Libc.Fstatfs(handle, &buffer));
        facts = buffer.ToFacts();
        return errno;
    }
}
