using System.Data.Common;

namespace Argo.Storage;

/// <summary>How Argo's values lie in columns: times as UTC ticks, absent ones as NULL.</summary>
internal static class Columns
{
    public static object? ToColumn(this DateTimeOffset? time) => time?.UtcTicks;

    public static string? Text(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Time(this DbDataReader row, int column) =>
        new(row.GetInt64(column), TimeSpan.Zero);

    public static DateTimeOffset? OptionalTime(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Time(column);

    public static byte[] Bytes(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);
}
