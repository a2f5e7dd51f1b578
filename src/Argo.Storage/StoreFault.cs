namespace Argo.Storage;

/// <summary>What kind of trouble the store is in: a caller chooses its answer by it.</summary>
public enum StoreFault
{
    /// <summary>
    /// The database cannot be opened, read or written now: missing, locked, no permission, I/O error.
    /// </summary>
    NotReachable,

    /// <summary>The database is damaged; it was left as it is.</summary>
    Corrupt,

    /// <summary>A newer program has written the database; it was left as it is.</summary>
    NewerSchema,

    /// <summary>There is no room on the disk; nothing was written.</summary>
    Full,

    /// <summary>The write contradicts what is stored; nothing was written.</summary>
    Conflict,
}
