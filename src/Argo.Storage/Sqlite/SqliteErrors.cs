using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Argo.Storage.Sqlite;

/// <summary>What SQLite's result codes mean to the store and to a person.</summary>
internal static class SqliteErrors
{
    public static bool IsUniqueViolation(SqliteException error) =>
        error.SqliteExtendedErrorCode is SQLITE_CONSTRAINT_UNIQUE or SQLITE_CONSTRAINT_PRIMARYKEY;

    /// <summary>
    /// After these the statement alone is undone; after all others the transaction may be gone.
    /// </summary>
    public static bool LeavesTransactionUsable(SqliteException error) => error.SqliteErrorCode
        is SQLITE_CONSTRAINT or SQLITE_ERROR or SQLITE_MISMATCH or SQLITE_TOOBIG or SQLITE_RANGE;

    public static StoreException Explain(SqliteException error, string path, TimeSpan busyTimeout)
    {
        var (fault, what, remedy) = error.SqliteErrorCode switch
        {
            SQLITE_CORRUPT or SQLITE_NOTADB => (
                StoreFault.Corrupt,
                "is damaged or is not a SQLite database; it was left as it is",
                "Restore it from a backup, or move it away with its -wal and -shm files to begin anew."),
            SQLITE_FULL => (
                StoreFault.Full,
                "is on a disk that is full; nothing was written",
                "Free some space and try again."),
            SQLITE_BUSY or SQLITE_LOCKED => (
                StoreFault.NotReachable,
                $"has been locked by another process for more than {busyTimeout.TotalSeconds:0.#} s",
                "Try again, or end the process that holds it."),
            SQLITE_CANTOPEN or SQLITE_PERM or SQLITE_READONLY or SQLITE_AUTH => (
                StoreFault.NotReachable,
                $"cannot be opened for writing ({error.Message})",
                "Check that the file and its directory exist, that this user may write to both, and that "
                + "their disk has room; or choose another data directory with --data or ARGO_DATA."),
            SQLITE_IOERR => OfTheDisk(error),
            SQLITE_CONSTRAINT => (
                StoreFault.Conflict,
                $"refused a row that contradicts what it holds ({error.Message}); nothing was written",
                "Read what is stored under that key."),
            _ => (
                StoreFault.NotReachable,
                $"could not do what was asked ({error.Message})",
                "Run 'argo doctor'."),
        };
        return new StoreException(fault, $"The store '{path}' {what}. {remedy}", error);
    }

    private static (StoreFault Fault, string What, string Remedy) OfTheDisk(SqliteException error) =>
        error.SqliteExtendedErrorCode == SQLITE_IOERR_SHMSIZE
            ? (StoreFault.Full,
                "cannot enlarge its shared-memory file: the disk is probably full; nothing was written",
                "Free some space and try again.")
            : (StoreFault.NotReachable,
                $"met I/O error {error.SqliteExtendedErrorCode}; whether a write was kept is unknown",
                "Check the disk and the quota, then read again.");
}
