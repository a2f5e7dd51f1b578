using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>
/// Artifacts as files, or <c>-</c> for stdin; whatever is wrong with one is a sentence that names it.
/// </summary>
internal static class ArtifactFile
{
    /// <summary>A word that means stdin.</summary>
    public const string Standard = "-";

    /// <exception cref="CliException">
    /// There is none, it cannot be read, or it is not what it must be.
    /// </exception>
    public static T Read<T>(CliEnvironment environment, string path, string noun)
        where T : notnull =>
        Explained(path, noun, () =>
        {
            using var stream = Open(environment, path, noun);
            var bytes = ArtifactJson.ReadBytes<T>(stream);
            try
            {
                var read = ArtifactJson.Read<T>(bytes);
                return read is DsseEnvelope && WrongDocument.Find(path, bytes.Span, noun) is { } other
                    ? throw other
                    : read;
            }
            catch (ArtifactFormatException) when (WrongDocument.Find(path, bytes.Span, noun) is { } other)
            {
                throw other;
            }
        });

    /// <summary>The bytes of a file that must be taken as they are.</summary>
    /// <exception cref="CliException">There is none, or it cannot be read.</exception>
    public static ReadOnlyMemory<byte> ReadBytes(CliEnvironment environment, string path, string noun) =>
        Explained(path, noun, () =>
        {
            using var stream = Open(environment, path, noun);
            return ReadAll(stream);
        });

    /// <summary>A device may have no end.</summary>
    private static ReadOnlyMemory<byte> ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[128 * 1024];
        for (int count; (count = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + count > ArtifactLimits.Evidence.MaxBytes)
                throw new IOException($"it is larger than {ArtifactLimits.Evidence.MaxBytes} bytes");
            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// The directory that a plan's <c>content_from</c> is relative to; null for stdin, which has none.
    /// </summary>
    public static string? DirectoryOf(string path) =>
        path == Standard ? null : Path.GetDirectoryName(FullPath.Of(path, "PLAN"));

    /// <summary>What a file is called in sentences.</summary>
    public static string NameOf(string path) => path == Standard ? "stdin" : Visible.Line(path);

    /// <summary>What is wrong with a document, as a sentence that names its file.</summary>
    public static CliException Bad(string path, ArtifactFormatException bad) => CliException.BadInput(
        $"{NameOf(path)}: {bad.Message}", bad.Path.Length == 0 ? null : bad.Path, bad);

    private static T Explained<T>(string path, string noun, Func<T> read)
    {
        var name = NameOf(path);
        try
        {
            return read();
        }
        catch (ArtifactFormatException bad)
        {
            throw Bad(path, bad);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.BadInput($"{name}: {WhyUnreadable(error, noun)}", noun, error);
        }
    }

    private static Stream Open(CliEnvironment environment, string path, string noun)
    {
        if (path == Standard)
            return environment.In();
        if (path.Length == 0)
            throw CliException.BadInput($"The {noun} must be a file, or '-' for stdin.", noun);
        if (Directory.Exists(path))
            throw CliException.BadInput(
                $"{Visible.Line(path)}: is a directory; name the {noun} file itself.", noun);
        return File.OpenRead(FullPath.Of(path, noun));
    }

    private static string WhyUnreadable(Exception error, string noun) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException =>
            $"there is no such file; name an existing {noun}, or '-' for stdin.",
        UnauthorizedAccessException => $"may not be read by this user; allow it, or name another {noun}.",
        PathTooLongException => $"the name is too long to be a {noun} file.",
        _ => $"cannot be read ({error.Message})",
    };
}
