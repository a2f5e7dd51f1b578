using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Argo.Hosting.Tests.Journal;

/// <summary>Everything that a database says of the journal's three tables, one line each.</summary>
internal static partial class Catalog
{
    private const string SqliteTables =
        """
        SELECT sql FROM sqlite_master WHERE tbl_name IN ('journal', 'tags', 'snapshot') AND sql IS NOT NULL
        """;

    private const string PostgresTables =
        """
        SELECT format('%s.%s %s %s %s %s', table_name, column_name, ordinal_position, data_type, is_nullable,
            identity_generation)
          FROM information_schema.columns
          WHERE table_schema = current_schema() AND table_name IN ('journal', 'tags', 'snapshot')
        UNION ALL SELECT replace(indexdef, current_schema() || '.', '')
          FROM pg_indexes WHERE schemaname = current_schema() AND tablename IN ('journal', 'tags', 'snapshot')
        UNION ALL SELECT format('%s %s', conname, pg_get_constraintdef(oid))
          FROM pg_constraint WHERE connamespace = current_schema()::regnamespace
            AND conrelid IN ('journal'::regclass, 'tags'::regclass, 'snapshot'::regclass)
        """;

    /// <remarks>
    /// Up to 1.5.30 the plugin declares whole numbers as BigInt, later as INTEGER; to SQLite both are the
    /// same.
    /// </remarks>
    public static IReadOnlyList<string> OfSqlite(string file) =>
    [
        .. Lines(new SqliteConnection($"Data Source={file};Pooling=False"), SqliteTables)
            .Select(line => line.Replace("BigInt", "INTEGER", StringComparison.Ordinal)),
    ];

    public static string RowOfSqlite(string file) => Assert.Single(Lines(
        new SqliteConnection($"Data Source={file};Pooling=False"),
        """
        SELECT identifier || ' ' || manifest || ' ' || CASE WHEN deleted THEN 'True' ELSE 'False' END FROM journal
        """));

    public static IReadOnlyList<string> OfPostgres(string connectionString) => Lines(
        new NpgsqlConnection(connectionString + ";Pooling=false"), PostgresTables);

    private static List<string> Lines(DbConnection connection, string sql)
    {
        using var opened = connection;
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var lines = new List<string>();
        while (row.Read())
            lines.Add(Spaces().Replace(Convert.ToString(row[0], CultureInfo.InvariantCulture)!, " ")
                .Replace("( ", "(", StringComparison.Ordinal).Replace(" )", ")", StringComparison.Ordinal)
                .Replace(" (", "(", StringComparison.Ordinal).TrimEnd());
        Assert.True(lines.Count >= 1);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
