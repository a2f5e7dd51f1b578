using Argo.Cli.Screens;

namespace Argo.Cli.Input;

/// <summary>Where <c>-o</c> writes; <c>-</c> is stdout.</summary>
internal static class OutputFile
{
    /// <summary>A word that means stdout.</summary>
    public const string Standard = "-";

    /// <exception cref="CliException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var name = Visible.Line(path);
            throw CliException.BadInput(
                $"{name}: cannot be written ({error.Message.TrimEnd('.')}); name another file with -o.",
                "-o",
                error);
        }
    }
}
