using System.Diagnostics.CodeAnalysis;
using Argo.Cli.Rendering;
using Argo.Hosting.Adapters;

namespace Argo.Cli.Input;

/// <summary>Where <c>-o</c> writes; <c>-</c> is stdout.</summary>
/// <remarks>
/// A file is for this user alone, also where it replaces one that others could read: a report, a record or
/// a plan may hold what stands in files that they cannot.
/// </remarks>
internal static class OutputFile
{
    /// <summary>A word that means stdout.</summary>
    public const string Standard = "-";

    /// <summary>Whether the document itself goes to stdout.</summary>
    public static bool IsStandard([NotNullWhen(false)] string? path) => path is null or Standard;

    /// <summary>Refuses early what <see cref="Write"/> would refuse, before anything is done.</summary>
    /// <exception cref="CliException">It is there and may not be replaced, or names nothing.</exception>
    public static void Check(string? path, bool overwrite)
    {
        if (IsStandard(path))
            return;
        if (path.Length == 0)
            throw CliException.BadInput("-o: must name a file, or '-' for stdout.", "-o");
        if (!overwrite && IsTaken(path))
            throw CliException.BadInput(
                $"{Visible.Line(path)}: is there already; name another file with -o, or replace it with "
                + "--force.",
                "-o");
    }

    /// <summary>Writes a whole file or nothing.</summary>
    /// <exception cref="CliException">It is there and may not be replaced, or cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool overwrite)
    {
        Check(path, overwrite);
        try
        {
            if (Path.GetDirectoryName(FullPath.Of(path, "-o")) is { } above && !Directory.Exists(above))
                throw new DirectoryNotFoundException("its directory is not there");
            if (IsDevice(path))
                File.WriteAllBytes(path, bytes);
            else
                AtomicFile.Write(Target(path), bytes, overwrite: true);
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var name = Visible.Line(path);
            throw CliException.BadInput(
                $"{name}: cannot be written ({error.Message.TrimEnd('.')}); name another file with -o.",
                "-o",
                error);
        }
    }

    private static bool IsTaken(string path) => Path.Exists(path) && !IsDevice(path);

    // Such as /dev/null or /dev/stdout: written to, not replaced; whoever started the program has opened it.
    private static bool IsDevice(string path) =>
        FullPath.Of(path, "-o") is var full
        && (full.StartsWith("/proc/", StringComparison.Ordinal)
            || full.StartsWith("/dev/", StringComparison.Ordinal)
                && !full.StartsWith("/dev/shm/", StringComparison.Ordinal));

    // A link stays what it is, also one that leads to nothing yet.
    private static string Target(string path) => new FileInfo(path) is { LinkTarget: not null } link
        ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
        : path;
}
