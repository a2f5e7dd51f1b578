using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Native.Linux;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Paths;

/// <summary>
/// Whether nobody but this user (and root) can change what is in a directory, or put another in its place.
/// </summary>
/// <remarks>
/// The directory itself must not be writable for group or others. A directory above it may be, where its
/// sticky bit keeps others from replacing what is not theirs (as in <c>/tmp</c>), or where its group is this
/// user's alone. Only Linux can be asked; elsewhere no fault is found.
/// </remarks>
public static class PrivateDirectory
{
    private const int OthersWrite = 0b000_000_010;
    private const int GroupWrites = 0b000_010_000;
    private const int OthersPass = 0b000_001_001;
    private const int Sticky = 0b001_000_000_000;

    /// <summary>Everything by which others could change the directory; empty when it is private.</summary>
    /// <param name="directory">The directory; it need not be there yet.</param>
    /// <param name="entries">Names in it that must not be writable either.</param>
    /// <exception cref="WorkspaceException">It cannot be looked at.</exception>
    public static ImmutableArray<PrivacyFault> FindFaults(string directory, params string[] entries)
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var kernel = LinuxKernel.Instance;
        kernel.OpenRoot("/", out var top).OrThrow("open", "/");
        using (top)
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
            var real = CanonicalPath.Of(full);
            return
            [
                .. Above(full).Concat(Above(real)).Distinct()
                    .SelectMany(path => JudgeAbove(path, Stat(kernel, top, path), kernel.EffectiveUser)),
                .. Itself(kernel, top, real, entries),
            ];
        }
    }

    /// <summary>Makes a directory and whatever is missing above it, each for this user alone.</summary>
    public static void Make(string directory)
    {
        foreach (var path in Above(Path.GetFullPath(directory)).Append(directory)
            .Where(path => !Directory.Exists(path)))
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(
                    path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static IEnumerable<PrivacyFault> Itself(
        LinuxKernel kernel, SafeFileHandle top, string directory, string[] entries)
    {
        if (Stat(kernel, top, directory) is not { } stat)
            yield break;
        if (Judge(directory, stat, kernel.EffectiveUser) is { } own)
            yield return own;
        if ((stat.Mode & OthersPass) == 0)
            yield break; // nobody else reaches what is in it
        foreach (var entry in entries.Select(name => Path.Combine(directory, name)))
        {
            if (Stat(kernel, top, entry) is { } inner
                && Judge(entry, inner, kernel.EffectiveUser) is { } fault)
                yield return fault;
        }
    }

    private static PrivacyFault? Judge(string path, EntryStat stat, uint user)
    {
        if (stat.Uid != user)
            return new(path, $"belongs to user {stat.Uid}, and this is user {user}",
                $"use a directory of your own, or run argo as user {stat.Uid}");
        return stat.Kind is not EntryKind.Symlink && (stat.Mode & (OthersWrite | GroupWrites)) != 0
            ? new(path, $"has mode {stat.OctalMode}, so others may change what is in it",
                $"look at what they may have put there, then type: chmod go-w {Quoted(path)}")
            : null;
    }

    private static IEnumerable<PrivacyFault> JudgeAbove(string path, EntryStat? found, uint user)
    {
        if (found is not { } stat)
            yield break; // it will be made, for this user alone
        if (stat.Uid != user && stat.Uid != 0 && !KnownUsers.IsOutside(stat.Uid))
            yield return new(path, $"belongs to user {stat.Uid}, who may replace what is in it",
                "use a directory that lies in one of your own");
        else if (stat.Kind is not EntryKind.Symlink && (stat.Mode & Sticky) == 0 && IsOpen(stat, user))
            yield return new(path, $"has mode {stat.OctalMode}, so others may replace what is in it",
                stat.Uid == user
                    ? $"type: chmod go-w {Quoted(path)}"
                    : "use a directory that lies in one of your own");
    }

    private static bool IsOpen(EntryStat stat, uint user) =>
        (stat.Mode & OthersWrite) != 0
        || ((stat.Mode & GroupWrites) != 0 && !KnownUsers.IsOnlyIn(stat.Gid, user));

    /// <summary>The directories above, from the top.</summary>
    private static IEnumerable<string> Above(string path) =>
        Path.GetDirectoryName(path) is { } parent ? Above(parent).Append(parent) : [];

    private static EntryStat? Stat(LinuxKernel kernel, SafeFileHandle top, string path)
    {
        var errno = kernel.Stat(top, PathBytes.Of(path.TrimStart('/')), out var stat);
        if (errno is Errno.NotFound or Errno.NotADirectory)
            return null;
        errno.OrThrow("look at", path);
        return stat;
    }

    private static string Quoted(string path) => $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
