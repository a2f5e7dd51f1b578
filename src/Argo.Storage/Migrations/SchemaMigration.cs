using System.Globalization;

namespace Argo.Storage.Migrations;

/// <summary>One version of the schema: the statements that lead there from the version before.</summary>
/// <param name="Version">From 1, without gaps; what <c>argo_schema</c> remembers.</param>
/// <param name="Name">What it adds, in a word or two; the rest of its file's name.</param>
/// <param name="Sql">The statements.</param>
internal sealed record SchemaMigration(int Version, string Name, string Sql)
{
    /// <summary>Every migration of Argo on SQLite, in order.</summary>
    public static IReadOnlyList<SchemaMigration> Sqlite => SqliteMigrations.Value;

    /// <summary>Every migration of Argo on PostgreSQL, in order.</summary>
    public static IReadOnlyList<SchemaMigration> Postgres => PostgresMigrations.Value;

    private static readonly Lazy<IReadOnlyList<SchemaMigration>> SqliteMigrations =
        new(() => InAssembly("Sqlite"));

    private static readonly Lazy<IReadOnlyList<SchemaMigration>> PostgresMigrations =
        new(() => InAssembly("Postgres"));

    /// <summary>Reads the files <c>DATABASE/NNN-name.sql</c>, which the assembly carries.</summary>
    private static SchemaMigration[] InAssembly(string database)
    {
        var prefix = $"{database}/";
        SchemaMigration[] migrations =
        [
            .. typeof(SchemaMigration).Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name => Read(name, name[prefix.Length..]))
                .OrderBy(migration => migration.Version),
        ];
        var versions = migrations.Select(migration => migration.Version);
        return versions.SequenceEqual(Enumerable.Range(1, migrations.Length))
            ? migrations
            : throw new InvalidOperationException(
                $"The migrations for {database} are not numbered 1 to {migrations.Length}.");
    }

    private static SchemaMigration Read(string resource, string file)
    {
        using var stream = typeof(SchemaMigration).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        var (number, name) = Path.GetFileNameWithoutExtension(file).Split('-', 2) is [var left, var right]
            ? (left, right)
            : throw new InvalidOperationException($"'{resource}' is not named NNN-name.sql.");
        return new SchemaMigration(
            int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
