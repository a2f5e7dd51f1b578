using System.Data.Common;
using Argo.Storage.Sql;

namespace Argo.Storage.Postgres;

/// <summary>
/// Reads a store on PostgreSQL as it lies there: nothing is made, migrated or locked for writing.
/// </summary>
public static class PostgresInspector
{
    /// <summary>Looks at a store.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="isEnded">Whether the event of a name is a stream's last.</param>
    /// <exception cref="StoreException">It cannot be reached.</exception>
    public static StoreInspection Look(PostgresOptions options, Func<string, bool> isEnded)
    {
        var database = new PostgresDatabase(options.Validated());
        try
        {
            using var session = database.Connect(writes: false);
            var seen = StoreReader.Look(database, session, isEnded);
            return seen with
            {
                IsWriteAheadLogged = session.Scalar("SHOW fsync") is "on",
                Damage = seen.SchemaVersion == seen.KnownSchemaVersion ? database.FindDamage(session) : [],
            };
        }
        catch (DbException error)
        {
            throw database.Explain(error);
        }
    }

    /// <summary>Whether Argo has set up the database.</summary>
    /// <exception cref="StoreException">It cannot be reached.</exception>
    public static bool HasStore(PostgresOptions options)
    {
        var database = new PostgresDatabase(options.Validated());
        try
        {
            using var session = database.Connect(writes: false);
            return database.HasTable(session, "argo_schema");
        }
        catch (DbException error)
        {
            throw database.Explain(error);
        }
    }

    /// <summary>How messages name the database; a password is not in it.</summary>
    public static string NameOf(PostgresOptions options) => new PostgresDatabase(options.Validated()).Name;
}
