namespace Argo.Hosting.Adapters;

/// <summary>Writes files so that a reader, or a crash, sees the whole file or none of it.</summary>
/// <remarks>
/// They are for this user alone: what they hold may come from files that others cannot read. Whoever wants
/// to give one away changes its mode.
/// </remarks>
internal static class AtomicFile
{
    /// <summary>Writes a file beside its place, flushes it, and renames it in.</summary>
    /// <param name="path">Where it goes; its directory exists.</param>
    /// <param name="bytes">What it holds.</param>
    /// <param name="overwrite">Whether one that is there is replaced.</param>
    /// <exception cref="IOException">It is there already, or cannot be written; nothing is left.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool overwrite)
    {
        if (!overwrite && Path.Exists(path))
            throw new IOException($"The file '{path}' already exists.");
        var fresh = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(fresh, options))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }
}
