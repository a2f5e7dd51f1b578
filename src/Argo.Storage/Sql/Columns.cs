using System.Data.Common;

namespace Argo.Storage.Sql;

/// <summary>How Argo's values lie in columns: times as UTC ticks, absent ones as NULL.</summary>
internal static class Columns
{
    public static object? ToColumn(this DateTimeOffset? time) => time?.UtcTicks;

    public static string? Text(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    /// <exception cref="StoreException">The number is no time.</exception>
    public static DateTimeOffset Time(this DbDataReader row, int column) =>
        row.GetInt64(column) is var ticks && ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw new StoreException(
                StoreFault.Corrupt,
                $"The store holds {ticks} as a time ({row.GetName(column)}), which is none. Restore it from "
                + "a backup.");

    public static DateTimeOffset? OptionalTime(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Time(column);

    public static byte[] Bytes(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);
}
