using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>Reads what a system call returned.</summary>
internal static class KernelResult
{
    /// <summary>An interrupted or contended call is repeated this often at most.</summary>
    public const int MaxAttempts = 128;

    /// <summary>A handle that is none, for calls that failed.</summary>
    public static readonly SafeFileHandle NoHandle = new(-1, ownsHandle: false);

    /// <summary>Ok for anything but -1; else errno, which must be read before any other call.</summary>
    public static Errno Of(nint result) => result == -1 ? (Errno)Marshal.GetLastPInvokeError() : Errno.Ok;

    /// <summary>A handle that closes itself, or none.</summary>
    public static Errno Handle(nint descriptor, out SafeFileHandle handle)
    {
        var errno = Of(descriptor);
        handle = errno is Errno.Ok ? new SafeFileHandle(descriptor, ownsHandle: true) : NoHandle;
        return errno;
    }
}
