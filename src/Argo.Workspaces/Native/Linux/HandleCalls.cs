using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>
/// The system calls that open: relative to a handle, never through a link or out of a mount.
/// </summary>
internal static unsafe class HandleCalls
{
    public static Errno OpenRoot(string absolutePath, out SafeFileHandle handle)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(absolutePath + "\0");
        fixed (byte* path = bytes)
            return KernelResult.Handle(Libc.Open(path, Abi.Directory | Abi.CloseOnExec, 0), out handle);
    }

    public static Errno Open(SafeFileHandle at, PathBytes path, OpenFor purpose, out SafeFileHandle handle) =>
        OpenConfined(at, path, FlagsOf(purpose), 0, out handle);

    public static Errno CreateFile(SafeFileHandle at, PathBytes name, int mode, out SafeFileHandle handle) =>
        OpenConfined(at, name, Abi.ReadWrite | Abi.Create | Abi.Exclusive, mode, out handle);

    public static Errno Reopen(SafeFileHandle reference, OpenFor purpose, out SafeFileHandle handle)
    {
        // the magic link itself must be followed
        var flags = FlagsOf(purpose) & ~Abi.NoFollow | Abi.CloseOnExec;
        fixed (byte* link = HandlePath.Of(reference))
            return KernelResult.Handle(Libc.Open(link, flags, 0), out handle);
    }

    public static Errno OpenParent(SafeFileHandle directory, out SafeFileHandle handle)
    {
        fixed (byte* up = ".."u8)
            return KernelResult.Handle(
                Libc.OpenAt(directory, up, Abi.Directory | Abi.CloseOnExec, 0), out handle);
    }

    public static Errno OpenConfined(
        SafeFileHandle at, PathBytes path, int flags, int mode, out SafeFileHandle handle)
    {
        var how = new OpenHow
        {
            Flags = (ulong)(flags | Abi.NoFollow | Abi.CloseOnExec),
            Mode = (ulong)mode,
            Resolve = OpenHow.Confined,
        };
        var name = path.IsItself ? "."u8 : path.Terminated;
        fixed (byte* pointer = name)
        {
            for (var attempt = 1; ; attempt++)
            {
                using var borrowed = new Borrowed(at);
                var errno = KernelResult.Handle(
                    Libc.Syscall(
                        Abi.OpenAt2, borrowed.Descriptor, (nint)pointer, (nint)(&how), sizeof(OpenHow), 0, 0),
                    out handle);
                // TryAgain: something was renamed during the look-up, so beneath cannot be proven; look
                // again.
                if (errno is not (Errno.TryAgain or Errno.Interrupted) || attempt == KernelResult.MaxAttempts)
                    return errno;
            }
        }
    }

    private static int FlagsOf(OpenFor purpose) => purpose switch
    {
        OpenFor.Reference => Abi.PathOnly,
        OpenFor.DirectoryReference => Abi.PathOnly | Abi.Directory,
        OpenFor.Directory => Abi.Directory,
        OpenFor.ReadWrite => Abi.ReadWrite | Abi.NoTerminal | Abi.NonBlocking,
        _ => Abi.NoTerminal | Abi.NonBlocking,
    };
}
