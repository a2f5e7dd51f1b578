using System.Data.Common;

namespace Argo.Storage.Sql;

/// <summary>One open connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqlSession(DbConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = [];

    public DbConnection Connection => connection;

    /// <summary>
    /// What follows a text that is compared by code point, where a database would follow a language.
    /// </summary>
    public string Ordinal { get; init; } = "";

    public int Execute(string sql, params ReadOnlySpan<object?> values) =>
        Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row; null when there is no row or the column is NULL.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Bind(sql, values).ExecuteScalar() is var value and not DBNull ? value : null;

    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Bind(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    /// <summary>Runs statements that return nothing and are used once, such as a schema.</summary>
    public void Script(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new Statement(connection, sql));
        return statement.Bind(values);
    }
}
