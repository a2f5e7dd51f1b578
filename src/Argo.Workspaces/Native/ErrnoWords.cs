using System.Runtime.InteropServices;
using Argo.Artifacts.Files;

namespace Argo.Workspaces.Native;

/// <summary>
/// Turns the kernel's answers into sentences that name the path, the meaning and the remedy.
/// </summary>
internal static class ErrnoWords
{
    /// <summary>
    /// Throws unless the call went well. <paramref name="doing"/> is a verb phrase such as <c>open</c>.
    /// </summary>
    /// <exception cref="WorkspaceException">The kernel refused.</exception>
    public static void OrThrow(this Errno errno, string doing, string path)
    {
        if (errno != Errno.Ok)
            throw errno.ToException(doing, path);
    }

    /// <summary>The exception for a refusal.</summary>
    public static WorkspaceException ToException(this Errno errno, string doing, string path) =>
        new(FaultOf(errno), $"Cannot {doing} '{Shown(path)}': {MeaningOf(errno)}. {RemedyOf(errno)}.", path);

    /// <summary>The meaning in a few words.</summary>
    public static string MeaningOf(Errno errno) => errno switch
    {
        Errno.LinkOnTheWay => "a symbolic link is on the way, and links are never followed",
        Errno.CrossDevice => "it lies on another mount, file system or quota project than the workspace",
        Errno.TryAgain => "the path kept changing while it was looked up",
        Errno.NotADirectory => "a part of the path is not a directory, or is a link to one",
        Errno.NoSpace => "the file system is full (bytes or inodes)",
        Errno.QuotaExceeded => "the disk quota is used up",
        Errno.InputOutput => "the disk reported an I/O error",
        _ => $"{Marshal.GetPInvokeErrorMessage((int)errno)} (errno {(int)errno})",
    };

    private static string RemedyOf(Errno errno) => errno switch
    {
        Errno.LinkOnTheWay => "Name the real path inside the workspace instead",
        Errno.CrossDevice => "Unmount it, or register it as a workspace of its own",
        Errno.TryAgain => "Stop whatever moves directories there and try again",
        Errno.NotADirectory or Errno.IsADirectory => "Correct the path in the plan",
        Errno.NotFound => "Check that it exists and that nothing else removes it",
        Errno.NoSpace => "Free space or inodes and try again",
        Errno.QuotaExceeded => "Free space, or have the quota raised",
        Errno.InputOutput => "Check the disk and the kernel log before trying again",
        Errno.ReadOnly => "Mount the file system read-write",
        Errno.AccessDenied => "Give the user that runs Argo the right, or run Argo as the owner",
        Errno.NotPermitted => "Check the owner, and the immutable and append-only flags (lsattr)",
        Errno.Exists or Errno.NotEmpty => "Something took the name meanwhile; make a new dry run",
        Errno.TooManyHandles or Errno.SystemTableFull => "Raise the limit on open files (ulimit -n)",
        Errno.NameTooLong => "Use a shorter name: at most 255 bytes a part, 4095 a path",
        Errno.TooManyLinks => "Spread the entries over more directories",
        Errno.NotImplemented => "Argo needs Linux 5.6 or newer",
        Errno.Busy or Errno.TextBusy => "End the program that uses it and try again",
        _ => "Nothing was changed by this call; see the kernel log for more",
    };

    private static WorkspaceFault FaultOf(Errno errno) => errno switch
    {
        Errno.NotFound => WorkspaceFault.NotFound,
        Errno.LinkOnTheWay or Errno.CrossDevice => WorkspaceFault.Refused,
        Errno.NotADirectory or Errno.NameTooLong => WorkspaceFault.Refused,
        Errno.Exists or Errno.NotEmpty or Errno.TryAgain => WorkspaceFault.Conflict,
        _ => WorkspaceFault.Io,
    };

    private static string Shown(string path) => path.Length == 0 ? "." : path;
}
