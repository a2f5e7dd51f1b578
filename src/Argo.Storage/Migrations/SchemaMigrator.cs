using System.Globalization;
using Argo.Storage.Sql;

namespace Argo.Storage.Migrations;

/// <summary>
/// Brings a database forward to the version that this program knows, one version a transaction.
/// </summary>
/// <remarks>
/// The version is the highest row of <c>argo_schema</c>; a database without that table is at version 0.
/// </remarks>
internal sealed class SchemaMigrator(ISqlDatabase database, TimeProvider time)
{
    private const string VersionTable = "argo_schema";

    /// <summary>The version that the database is at.</summary>
    /// <exception cref="StoreException">It is newer than this program; nothing was touched.</exception>
    public int Check(SqlSession session)
    {
        var version = Version(session);
        if (version <= database.Migrations.Count)
            return version;
        throw new StoreException(
            StoreFault.NewerSchema,
            $"The store {database.Name} has schema version {version}, but this program knows only versions "
            + $"up to {database.Migrations.Count}. Use the newer argo that wrote it; nothing was changed.");
    }

    /// <summary>Applies what is missing. Another process may do so at the same time.</summary>
    public void Migrate(SqlSession session)
    {
        while (Check(session) < database.Migrations.Count)
        {
            database.BeginMigration(session);
            if (Check(session) is var version && version < database.Migrations.Count) // nobody was quicker
                Apply(session, database.Migrations[version]);
            database.Commit(session);
        }
    }

    private int Version(SqlSession session) =>
        database.HasTable(session, VersionTable)
            ? Convert.ToInt32(
                session.Scalar("SELECT MAX(version) FROM argo_schema") ?? 0, CultureInfo.InvariantCulture)
            : 0;

    private void Apply(SqlSession session, SchemaMigration migration)
    {
        session.Script(
            """
            CREATE TABLE IF NOT EXISTS argo_schema (
              version INTEGER NOT NULL PRIMARY KEY,
              applied_at BigInt NOT NULL)
            """);
        session.Script(migration.Sql);
        session.Execute(
            "INSERT INTO argo_schema (version, applied_at) VALUES (@version, @at)",
            migration.Version, time.GetUtcNow().UtcTicks);
    }
}
