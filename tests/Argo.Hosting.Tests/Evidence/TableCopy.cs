using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Argo.Hosting.Tests.Evidence;

/// <summary>Keeps the rows of one table, and puts them back.</summary>
internal sealed class TableCopy : IDisposable
{
    private readonly Func<DbConnection> _open;
    private readonly string _table;

    public TableCopy(Func<DbConnection> open, string table)
    {
        (_open, _table) = (open, table);
        Run($"CREATE TABLE kept_{table} AS SELECT * FROM {table}");
    }

    /// <summary>A row in a table that Argo leaves empty.</summary>
    public void InsertAny() => Run(_table == "tags"
        ? "INSERT INTO tags (ordering_id, tag, sequence_nr, persistence_id) VALUES (1, 't', 1, 'p')"
        : "INSERT INTO snapshot (persistence_id, sequence_number, created) VALUES ('p', 1, 1)");

    public void Dispose()
    {
        using var connection = _open();
        var overriding = connection is SqliteConnection ? "" : "OVERRIDING SYSTEM VALUE ";
        using var command = connection.CreateCommand();
        command.CommandText =
            $"DELETE FROM {_table}; INSERT INTO {_table} {overriding}SELECT * FROM kept_{_table}; "
            + $"DROP TABLE kept_{_table};";
        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var connection = _open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
