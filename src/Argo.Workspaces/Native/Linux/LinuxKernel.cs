using Argo.Workspaces.Access;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>The real kernel.</summary>
internal sealed unsafe partial class LinuxKernel : IKernel
{
    private const string StatusFile = "/proc/thread-self/status";
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>The only one: it has no state.</summary>
    public static readonly LinuxKernel Instance = new();

    private LinuxKernel()
    {
    }

    // Asked each time, not kept: a thread can have a user of its own.
    public uint EffectiveUser => OperatingSystem.IsLinux() ? Libc.GetEffectiveUser() : 0;

    public Credentials Credentials => File.Exists(StatusFile)
        ? Credentials.Parse(File.ReadLines(StatusFile))
        : EffectiveUser == 0 ? Credentials.Root : Credentials.Ordinary(EffectiveUser);

    public string BootId { get; } = File.Exists(BootIdFile) ? File.ReadAllText(BootIdFile).Trim() : "";

    public Errno OpenRoot(string absolutePath, out SafeFileHandle handle)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(absolutePath + "\0");
        fixed (byte* path = bytes)
            return KernelResult.Handle(Libc.Open(path, Abi.Directory | Abi.CloseOnExec, 0), out handle);
    }

    public Errno Open(SafeFileHandle at, PathBytes path, OpenFor purpose, out SafeFileHandle handle) =>
        OpenConfined(at, path, FlagsOf(purpose), 0, out handle);

    public Errno CreateFile(SafeFileHandle at, PathBytes name, int mode, out SafeFileHandle handle) =>
        OpenConfined(at, name, Abi.ReadWrite | Abi.Create | Abi.Exclusive, mode, out handle);

    public Errno Reopen(SafeFileHandle reference, OpenFor purpose, out SafeFileHandle handle)
    {
        // the magic link itself must be followed
        var flags = FlagsOf(purpose) & ~Abi.NoFollow | Abi.CloseOnExec;
        fixed (byte* link = HandlePath.Of(reference))
            return KernelResult.Handle(Libc.Open(link, flags, 0), out handle);
    }

    public Errno OpenParent(SafeFileHandle directory, out SafeFileHandle handle)
    {
        fixed (byte* up = ".."u8)
            return KernelResult.Handle(
                Libc.OpenAt(directory, up, Abi.Directory | Abi.CloseOnExec, 0), out handle);
    }

    private static Errno OpenConfined(
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
