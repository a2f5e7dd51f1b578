using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native.Linux;

namespace Argo.Workspaces.Native;

/// <summary>
/// What lies at a path, found without opening it: opening a pipe waits for its writer, a device may never
/// end.
/// </summary>
public static class FileKind
{
    /// <summary>What a path leads to, links followed; absent also where it cannot be reached.</summary>
    /// <param name="path">Absolute, or relative to the current directory.</param>
    public static EntryKind Of(string path)
    {
        if (OperatingSystem.IsLinux())
            return TryLook(path, out var seen) ? seen.ToEntryStat().Kind : EntryKind.Absent;
        return Directory.Exists(path) ? EntryKind.Directory
            : File.Exists(path) ? EntryKind.File : EntryKind.Absent;
    }

    /// <summary>Whether a path leads to a character device, such as <c>/dev/null</c>.</summary>
    /// <param name="path">Absolute, or relative to the current directory.</param>
    public static bool IsDevice(string path) =>
        OperatingSystem.IsLinux() && TryLook(path, out var seen) && seen.IsCharacterDevice;

    private static unsafe bool TryLook(string path, out StatxBuffer seen)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        StatxBuffer buffer = default;
        fixed (byte* pointer = Encoding.UTF8.GetBytes(path + '\0'))
        {
            // the kernel would cut the path at a NUL, and look at what stands before it
            var isSeen = !path.Contains('\0') && KernelResult.Of(Libc.Syscall(
                Abi.Statx, Abi.AtCurrentDirectory, (nint)pointer, Abi.AtNoAutomount,
                (nint)StatxBuffer.Wanted, (nint)(&buffer), 0)) is Errno.Ok;
            seen = buffer;
            return isSeen;
        }
    }
}
