using System.Data.Common;
using Npgsql;

namespace Argo.Storage.Postgres;

/// <summary>What PostgreSQL's error codes mean to the store and to a person.</summary>
internal static class PostgresErrors
{
    private const string TryAgain = "Try again, or end the session that holds it.";

    /// <summary>The server found its own data broken: XX001, XX002.</summary>
    public static bool IsDamage(PostgresException error) => error.SqlState
        is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted;

    /// <summary>
    /// The server said no to a statement and is still there; a savepoint brings the transaction back.
    /// </summary>
    public static bool LeavesTransactionUsable(DbException error) =>
        error is PostgresException { InvariantSeverity: "ERROR" } refused
        && !IsDamage(refused) && refused.SqlState[..2] is not ("08" or "53" or "57" or "58");

    public static StoreException Explain(DbException error, string name, TimeSpan busyTimeout)
    {
        var (fault, what, remedy) = error is PostgresException answer
            ? OfTheServer(answer, busyTimeout)
            : (StoreFault.NotReachable,
                $"cannot be reached ({error.Message}); whether a write in progress was kept is unknown",
                "Check that the server runs and that the connection string is right, then read again.");
        return new StoreException(fault, $"The store {name} {what}. {remedy}", error);
    }

    private static (StoreFault Fault, string What, string Remedy) OfTheServer(
        PostgresException error, TimeSpan busyTimeout) => error.SqlState switch
    {
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => (
            StoreFault.Corrupt,
            $"is damaged ({error.MessageText}); it was left as it is",
            "Restore it from a backup."),
        PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory => (
            StoreFault.Full,
            $"has no room left ({error.MessageText}); nothing was written",
            "Free some space on the server and try again."),
        PostgresErrorCodes.LockNotAvailable => (
            StoreFault.NotReachable,
            $"has been locked by another session for more than {busyTimeout.TotalSeconds:0.#} s",
            TryAgain),
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => (
            StoreFault.NotReachable,
            "was written to by another session at the same time; nothing was written",
            TryAgain),
        PostgresErrorCodes.InvalidCatalogName => (
            StoreFault.NotReachable,
            "does not exist",
            "Make it with 'createdb', or name another in the connection string."),
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction => (
            StoreFault.NotReachable,
            $"may not be written to by this user ({error.MessageText})",
            "Grant it CREATE and USAGE on the schema, and connect to the primary server."),
        ['2', '8', ..] => (
            StoreFault.NotReachable,
            $"does not let this user in ({error.MessageText})",
            "Check the user name and the password, and the server's pg_hba.conf."),
        ['2', '3', ..] => (
            StoreFault.Conflict,
            $"refused a row that contradicts what it holds ({error.MessageText}); nothing was written",
            "Read what is stored under that key."),
        _ => (
            StoreFault.NotReachable,
            $"could not do what was asked ({error.SqlState}: {error.MessageText})",
            "Run 'argo doctor'."),
    };
}
