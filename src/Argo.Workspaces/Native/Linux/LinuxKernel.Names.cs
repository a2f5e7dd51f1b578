using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <content>Names: what makes, moves and removes them, and what lists them.</content>
internal sealed unsafe partial class LinuxKernel
{
    private const int DirectoryBufferBytes = 32 * 1024;
    private const int MaxLinkBytes = 4096;

    public Errno MakeDirectory(SafeFileHandle at, PathBytes name, int mode)
    {
        fixed (byte* pointer = name.Terminated)
            return KernelResult.Of(Libc.MkdirAt(at, pointer, (uint)mode));
    }

    public Errno MakeLink(SafeFileHandle at, PathBytes name, ReadOnlySpan<byte> target)
    {
        byte[] terminated = [.. target, 0];
        fixed (byte* pointer = name.Terminated, to = terminated)
            return KernelResult.Of(Libc.SymlinkAt(to, at, pointer));
    }

    public Errno Link(SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to)
    {
        fixed (byte* oldName = from.Terminated, newName = to.Terminated)
            return KernelResult.Of(Libc.LinkAt(fromAt, oldName, toAt, newName, 0));
    }

    public Errno Rename(
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

    public Errno Unlink(SafeFileHandle at, PathBytes name)
    {
        fixed (byte* pointer = name.Terminated)
            return KernelResult.Of(Libc.UnlinkAt(at, pointer, 0));
    }

    public Errno RemoveDirectory(SafeFileHandle at, PathBytes name)
    {
        fixed (byte* pointer = name.Terminated)
            return KernelResult.Of(Libc.UnlinkAt(at, pointer, Abi.AtRemoveDirectory));
    }

    public Errno ReadLink(SafeFileHandle at, PathBytes name, out byte[] target)
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

    public Errno ReadNames(SafeFileHandle directory, out List<byte[]> names)
    {
        names = [];
        // A description of its own, so that the position of the caller's handle does not matter.
        var errno = OpenConfined(directory, PathBytes.Itself, Abi.Directory, 0, out var own);
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
