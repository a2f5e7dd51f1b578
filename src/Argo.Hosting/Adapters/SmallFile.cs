using Argo.Artifacts.Files;
using Argo.Workspaces.Native;

namespace Argo.Hosting.Adapters;

/// <summary>
/// Reads small files that somebody may have exchanged for something else: a directory, a pipe that nobody
/// writes to, a device without an end.
/// </summary>
internal static class SmallFile
{
    private const int LargestBytes = 64 * 1024;

    /// <exception cref="IOException">It is no regular file, is too large, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    public static byte[] Read(string path)
    {
        if (FileKind.Of(path) is var kind and not (EntryKind.File or EntryKind.Absent))
            throw new IOException(kind is EntryKind.Directory
                ? "it is a directory, not a file" : "it is a pipe, a socket or a device, not a file");
        using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > LargestBytes)
            throw new IOException($"it is larger than {LargestBytes} bytes");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
