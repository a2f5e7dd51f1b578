using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>The system calls that make, move, remove and list names.</summary>
internal static unsafe class NameCalls
{
    private const int DirectoryBufferBytes = 32 * 1024;
    private const int MaxLinkBytes = 4096;

    public static Errno MakeDirectory(SafeFileHandle at, PathBytes name, int mode)
    {
        fixed (byte* pointer = name.Terminated)
            return KernelResult.Of(Libc.MkdirAt(at, pointer, (uint)mode));
    }

    public static Errno MakeLink(SafeFileHandle at, PathBytes name, ReadOnlySpan<byte> target)
    {
        byte[] terminated = [.. target, 0];
        fixed (byte* pointer = name.Terminated, to = terminated)
            return KernelResult.Of(Libc.SymlinkAt(to, at, pointer));
    }

    public static Errno Link(SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to)
    {
        fixed (byte* oldName = from.Terminated, newName = to.Terminated)
            return KernelResult.Of(Libc.LinkAt(fromAt, oldName, toAt, newName, 0));
    }

    public static Errno Rename(
        SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to, RenameMode mode)
    {
        using var source = new Borrowed(fromAt);
        using var target = new Borrowed(toAt);
        fixed (byte* oldName = from.Terminated, newName = to.Terminated)
        {
            return KernelResult.Of(Libc.Syscall(
                Abi.RenameAt2,
                source.Descriptor,
                (nint)oldName,
                target.Descriptor,
                (nint)newName,
                (nint)(int)mode, // the kernel's own numbers: 1 NOREPLACE, 2 EXCHANGE
                0));
        }
    }

    public static Errno Unlink(SafeFileHandle at, PathBytes name)
    {
        fixed (byte* pointer = name.Terminated)
            return KernelResult.Of(Libc.UnlinkAt(at, pointer, 0));
    }

    public static Errno RemoveDirectory(SafeFileHandle at, PathBytes name)
    {
        fixed (byte* pointer = name.Terminated)
            return KernelResult.Of(Libc.UnlinkAt(at, pointer, Abi.AtRemoveDirectory));
    }

    public static Errno ReadLink(SafeFileHandle at, PathBytes name, out byte[] target)
    {
        target = [];
        var buffer = stackalloc byte[MaxLinkBytes];
        fixed (byte* pointer = name.Terminated)
        {
            var length = Libc.ReadlinkAt(at, pointer, buffer, MaxLinkBytes);
            if (KernelResult.Of(length) is var errno and not Errno.Ok)
                return errno;
            target = new ReadOnlySpan<byte>(buffer, (int)length).ToArray();
            return Errno.Ok;
        }
    }

    public static Errno ReadNames(SafeFileHandle directory, out List<byte[]> names)
    {
        names = [];
        // an open file of its own, so that the position of the caller's handle does not matter
        var errno = HandleCalls.OpenConfined(directory, PathBytes.Itself, Abi.Directory, 0, out var own);
        if (errno is not Errno.Ok)
            return errno;
        using var _ = own;
        using var borrowed = new Borrowed(own);
        var bytes = new byte[DirectoryBufferBytes];
        fixed (byte* buffer = bytes)
        {
            while (true)
            {
                var count = Libc.Syscall(
                    Abi.GetDirectoryEntries, borrowed.Descriptor, (nint)buffer, bytes.Length, 0, 0, 0);
                if (count <= 0)
                    return KernelResult.Of(count);
                AddNames(bytes.AsSpan(0, (int)count), names);
            }
        }
    }

    private static void AddNames(ReadOnlySpan<byte> entries, List<byte[]> names)
    {
        const int lengthAt = 16;
        const int nameAt = 19;
        while (!entries.IsEmpty)
        {
            int length = BitConverter.ToUInt16(entries[lengthAt..]);
            var name = entries[nameAt..length];
            name = name[..name.IndexOf((byte)0)];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                names.Add(name.ToArray());
            entries = entries[length..];
        }
    }
}
