using System.Diagnostics.CodeAnalysis;
using Argo.Cli.Screens;

namespace Argo.Cli.Input;

/// <summary>Where <c>-o</c> writes; <c>-</c> is stdout.</summary>
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
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } above && !Directory.Exists(above))
                throw new DirectoryNotFoundException("its directory is not there");
            if (File.Exists(path) && new FileInfo(path).LinkTarget is null || !Path.Exists(path))
                Replace(path, bytes);
            else
                File.WriteAllBytes(path, bytes); // a link or a device such as /dev/stdout stays what it is
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

    /// <summary>A device such as /dev/null or /dev/stdout is written to, not replaced.</summary>
    private static bool IsTaken(string path) =>
        Path.Exists(path) && !Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal);

    private static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var fresh = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            if (File.Exists(path) && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(fresh, File.GetUnixFileMode(path));
            File.Move(fresh, path, overwrite: true);
        }
        finally
        {
            File.Delete(fresh);
        }
    }
}
