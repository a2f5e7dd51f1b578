namespace Argo.Storage.Sqlite;

/// <summary>
/// The database file before SQLite sees it: made private, and not taken for new when it is not.
/// </summary>
internal static class SqliteFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes the file and its directory where they are missing.</summary>
    /// <exception cref="StoreException">
    /// They cannot be made, or a log without its database is there.
    /// </exception>
    public static void Prepare(string path)
    {
        try
        {
            MakeDirectory(Path.GetDirectoryName(path)!);
            RefuseOrphanedLog(path);
            MakeFile(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var fault = IsFull(error) ? StoreFault.Full : StoreFault.NotReachable;
            throw new StoreException(
                fault,
                $"The store '{path}' cannot be opened for writing: {error.Message} "
                + "Give this user write access there, free some space, or choose another data directory with "
                + "--data or ARGO_DATA.",
                error);
        }
    }

    private static void MakeDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else if (!Directory.Exists(directory))
            Directory.CreateDirectory(directory, Private | UnixFileMode.UserExecute);
    }

    // SQLite deletes the log of an empty database, and with it the only copy of what was committed last. In
    // WAL mode a database has its first page before it has a log; so the log is looked at first, and another
    // process may be opening.
    private static void RefuseOrphanedLog(string path)
    {
        var log = new FileInfo(path + "-wal");
        if (!log.Exists || log.Length == 0 || new FileInfo(path) is { Exists: true, Length: > 0 })
            return;
        throw new StoreException(
            StoreFault.Corrupt,
            $"The store '{path}' is missing or empty, but its log '{log.FullName}' holds data. "
            + "Nothing was changed. Restore both from a backup, or move the log away to begin anew.");
    }

    private static void MakeFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        using var file = new FileStream(path, options);
    }

    private static bool IsFull(Exception error) =>
        error.HResult is 28 or 122 or unchecked((int)0x80070070); // ENOSPC, EDQUOT, ERROR_DISK_FULL
}
