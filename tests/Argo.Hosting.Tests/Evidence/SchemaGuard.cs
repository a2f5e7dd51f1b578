using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Argo.Hosting.Tests.Evidence;

/// <summary>Walks the schema of a store and alters it, column by column.</summary>
internal sealed class SchemaGuard(Func<DbConnection> open)
{
    /// <summary>
    /// What nobody guards, each with the reason. docs/GUARANTEES.md, promise 23, lists them too.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> NotGuarded = new Dictionary<string, string>
    {
        ["journal.ordering"] = "the place of an event among those of others: nothing is read in that order",
        ["artifacts.created_at"] = "when a document was first kept; what it says of itself is signed",
        ["workspaces.*"] = "names that a person gave to directories: a report is bound to the root itself",
        ["signals.*"] = "the lockdown: what stops executions, not what happened in them",
        ["secret_digests.*"] = "what later diffs keep back: it says nothing of what happened",
        ["argo_schema.*"] = "which migrations were applied, and when",
    };

    public static bool IsGuarded(string table, string column) =>
        !NotGuarded.ContainsKey($"{table}.*") && !NotGuarded.ContainsKey($"{table}.{column}");

    /// <summary>Every table of the schema with its columns and their types.</summary>
    public List<(string Table, string Column, string Type)> Columns()
    {
        using var connection = open();
        var sql = connection is SqliteConnection
            ? """
              SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c
              WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2
              """
            : """
              SELECT table_name, column_name, data_type FROM information_schema.columns
              WHERE table_schema = current_schema() ORDER BY 1, 2
              """;
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var columns = new List<(string, string, string)>();
        while (rows.Read())
            columns.Add((rows.GetString(0), rows.GetString(1), rows.GetString(2).ToUpperInvariant()));
        return columns;
    }

    public bool HasRows(string table) => Run($"SELECT 1 FROM {table} LIMIT 1", command =>
        command.ExecuteScalar() is not null);

    /// <summary>Gives every row of a table another value in one column.</summary>
    public void Alter(string table, string column, string type) =>
        Run($"UPDATE {table} SET {column} = {Other(column, type)}", command => command.ExecuteNonQuery());

    private T Run<T>(string sql, Func<DbCommand, T> run)
    {
        using var connection = open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return run(command);
    }

    private static string Other(string column, string type) => type switch
    {
        "BOOLEAN" => $"NOT {column}",
        "BIT" => $"1 - {column}",
        "BLOB" or "VARBINARY" or "BYTEA" => type == "BYTEA" ? @"'\x7b22'::bytea" : "x'7B22'",
        "TEXT" or "CHARACTER VARYING" => $"COALESCE({column}, '') || 'x'",
        _ when type.StartsWith("NVARCHAR", StringComparison.Ordinal) => $"COALESCE({column}, '') || 'x'",
        _ => $"COALESCE({column}, 0) + 1000",
    };
}
