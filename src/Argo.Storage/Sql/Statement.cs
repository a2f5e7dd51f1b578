using System.Data.Common;
using System.Text.RegularExpressions;

namespace Argo.Storage.Sql;

/// <summary>
/// A prepared statement: values bind to its <c>@names</c> in the order in which these first appear.
/// </summary>
internal sealed partial class Statement : IDisposable
{
    private readonly DbCommand _command;

    public Statement(DbConnection connection, string sql)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in ParameterNames().Matches(sql).Select(match => match.Value).Distinct())
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = name;
            _command.Parameters.Add(parameter);
        }
    }

    public DbCommand Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _command.Parameters.Count)
            throw new ArgumentException(
                $"{_command.Parameters.Count} values expected for: {_command.CommandText}");
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return _command;
    }

    public void Dispose() => _command.Dispose();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex ParameterNames();
}
