using Argo.Artifacts.Files;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>The system calls on what the kernel keeps about an object beside its bytes.</summary>
internal static unsafe class MetadataCalls
{
    private const int MaxAttributeBytes = 64 * 1024;

    private static readonly EntryStat Nothing =
        new(EntryKind.Absent, new FileIdentity(0, 0, 0, 0, 0), 0, 0, 0, 0, 0, null);

    public static Errno Stat(SafeFileHandle at, PathBytes name, out EntryStat stat)
    {
        StatxBuffer buffer = default;
        using var borrowed = new Borrowed(at);
        fixed (byte* pointer = name.Terminated)
        {
            var errno = KernelResult.Of(Libc.Syscall(
                Abi.Statx,
                borrowed.Descriptor,
                (nint)pointer,
                Abi.AtNoFollow | Abi.AtNoAutomount | Abi.AtEmptyPath,
                (nint)StatxBuffer.Wanted,
                (nint)(&buffer),
                0));
            stat = errno is Errno.Ok ? buffer.ToEntryStat() : Nothing;
            return errno;
        }
    }

    public static Errno ChangeMode(SafeFileHandle handle, int mode)
    {
        using var borrowed = new Borrowed(handle);
        fixed (byte* empty = PathBytes.Itself.Terminated, path = HandlePath.Of(handle))
        {
            var errno = KernelResult.Of(Libc.Syscall(
                Abi.FChmodAt2, borrowed.Descriptor, (nint)empty, mode, Abi.AtEmptyPath, 0, 0));
            return errno is Errno.NotImplemented ? KernelResult.Of(Libc.Chmod(path, (uint)mode)) : errno;
        }
    }

    public static Errno ChangeOwner(SafeFileHandle handle, uint uid, uint gid)
    {
        fixed (byte* empty = PathBytes.Itself.Terminated)
            return KernelResult.Of(Libc.FchownAt(handle, empty, uid, gid, Abi.AtEmptyPath));
    }

    public static Errno SetTimes(SafeFileHandle handle, long? atimeNs, long? mtimeNs)
    {
        var times = stackalloc long[4];
        Split(atimeNs, times);
        Split(mtimeNs, times + 2);
        fixed (byte* empty = PathBytes.Itself.Terminated)
            return KernelResult.Of(Libc.UtimensAt(handle, empty, times, Abi.AtEmptyPath));
    }

    public static Errno ListAttributes(SafeFileHandle handle, out List<byte[]> names)
    {
        names = [];
        using var borrowed = new Borrowed(handle);
        fixed (byte* path = HandlePath.Of(handle))
        {
            var length = Libc.ListXattr(path, null, 0); // most objects have none: no buffer for those
            if (length == 0)
                return Errno.Ok;
            var bytes = new byte[MaxAttributeBytes];
            fixed (byte* buffer = bytes)
                length = Libc.ListXattr(path, buffer, bytes.Length);
            if (KernelResult.Of(length) is var errno and not Errno.Ok)
                return errno is Errno.NotSupported ? Errno.Ok : errno;
            var rest = bytes.AsSpan(0, (int)length);
            for (int end; (end = rest.IndexOf((byte)0)) >= 0; rest = rest[(end + 1)..])
                names.Add(rest[..end].ToArray());
            return Errno.Ok;
        }
    }

    public static Errno GetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, out byte[] value)
    {
        value = [];
        byte[] terminated = [.. name, 0];
        using var borrowed = new Borrowed(handle);
        var bytes = new byte[MaxAttributeBytes];
        fixed (byte* path = HandlePath.Of(handle), pointer = terminated, buffer = bytes)
        {
            var length = Libc.GetXattr(path, pointer, buffer, bytes.Length);
            if (KernelResult.Of(length) is var errno and not Errno.Ok)
                return errno;
            value = bytes[..(int)length];
            return Errno.Ok;
        }
    }

    public static Errno SetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        byte[] terminated = [.. name, 0];
        using var borrowed = new Borrowed(handle);
        fixed (byte* path = HandlePath.Of(handle), pointer = terminated, bytes = value)
            return KernelResult.Of(Libc.SetXattr(path, pointer, bytes, value.Length, 0));
    }

    public static Errno RemoveAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name)
    {
        byte[] terminated = [.. name, 0];
        using var borrowed = new Borrowed(handle);
        fixed (byte* path = HandlePath.Of(handle), pointer = terminated)
            return KernelResult.Of(Libc.RemoveXattr(path, pointer));
    }

    public static Errno MayChangeNames(SafeFileHandle directory)
    {
        using var borrowed = new Borrowed(directory);
        fixed (byte* empty = PathBytes.Itself.Terminated)
        {
            return KernelResult.Of(Libc.Syscall(
                Abi.FAccessAt2,
                borrowed.Descriptor,
                (nint)empty,
                Abi.MayWriteAndSearch,
                Abi.AtEmptyPath | Abi.AtEffectiveAccess,
                0,
                0));
        }
    }

    private static void Split(long? ns, long* timespec)
    {
        const long second = 1_000_000_000;
        const long leaveAsItIs = 0x3FFFFFFE;
        var (seconds, rest) = Math.DivRem(ns ?? 0, second);
        // the kernel wants the fraction positive, also before 1970
        timespec[0] = rest < 0 ? seconds - 1 : seconds;
        timespec[1] = ns is null ? leaveAsItIs : rest < 0 ? rest + second : rest;
    }
}
