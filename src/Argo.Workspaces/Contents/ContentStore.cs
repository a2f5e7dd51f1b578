using System.Security.Cryptography;
using Argo.Artifacts.Files;

namespace Argo.Workspaces.Contents;

/// <summary>
/// Bytes kept under their SHA-256, in one directory: what <c>content_from</c> named at dry run.
/// </summary>
/// <remarks>
/// A file is written under a temporary name, flushed, then renamed, so a name always has its whole bytes; two
/// writers
/// of the same bytes do no harm. The directory is 0700 and its files 0600. Safe for several threads and
/// processes.
/// </remarks>
/// <param name="directory">Where; made when the first bytes come.</param>
public sealed class ContentStore(string directory)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Keeps the bytes of a stream, read to its end.</summary>
    /// <returns>Their SHA-256, lower-case hex: the name to get them by.</returns>
    /// <exception cref="IOException">The disk is full or fails; nothing is kept.</exception>
    public string Put(Stream bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        MakeDirectory();
        var temporary = Path.Combine(directory, $"incoming-{Guid.NewGuid():N}");
        try
        {
            var sha256 = Write(bytes, temporary);
            File.Move(temporary, PathOf(sha256), overwrite: true);
            return sha256;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Whether bytes with this SHA-256 are kept.</summary>
    public bool Contains(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Opens the bytes with this SHA-256; whoever uses them compares their digest again.</summary>
    /// <exception cref="WorkspaceException">They are not kept here.</exception>
    public Stream OpenRead(string sha256)
    {
        try
        {
            const FileShare AnyReader = FileShare.Read | FileShare.Delete;
            return new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, AnyReader);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WorkspaceException(
                WorkspaceFault.NotFound,
                $"The content store has no bytes with SHA-256 {sha256}; "
                + "make the dry run again where the file is.",
                cause: missing);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(
                WorkspaceFault.Io,
                $"The content store's bytes with SHA-256 {sha256} cannot be read "
                + $"({refused.Message.TrimEnd('.')}); give this user access to the data directory.",
                cause: refused);
        }
    }

    private static string Write(Stream bytes, string path)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new FileStream(path, options);
        var buffer = new byte[128 * 1024];
        for (int count; (count = bytes.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, count);
            file.Write(buffer, 0, count);
        }
        file.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void MakeDirectory()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    private string PathOf(string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        return sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
            ? Path.Combine(directory, sha256)
            : throw new ArgumentException("A SHA-256 is 64 lower-case hexadecimal digits.", nameof(sha256));
    }
}
