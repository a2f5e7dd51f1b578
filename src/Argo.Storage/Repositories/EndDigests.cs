using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Argo.Storage.Sql;

namespace Argo.Storage.Repositories;

/// <summary>
/// Digests over the rows that the store keeps of an execution beside its documents, so that a receipt can be
/// signed for them.
/// </summary>
/// <param name="Index">Over its row of <c>executions</c> and those of the approvals that it used, or
/// was refused with for good.</param>
/// <param name="Journal">Over its events, but for their place among those of others.</param>
/// <param name="JournalEvents">How many events these are.</param>
public sealed record EndDigests(string Index, string Journal, int JournalEvents)
{
    private const string Approvals =
        """
        SELECT approval_id, execution_id, consumed_at FROM approvals WHERE execution_id = @id
        ORDER BY approval_id
        """;

    private const string Refusals =
        """
        SELECT approval_id, refusal FROM approvals WHERE execution_id = @id AND refusal IS NOT NULL
        ORDER BY approval_id
        """;

    private const string Events =
        """
        SELECT persistence_id, sequence_number, created, deleted, manifest, identifier, writer_uuid, message
        FROM journal WHERE persistence_id = @stream ORDER BY sequence_number LIMIT @limit
        """;

    /// <param name="session">Where to read.</param>
    /// <param name="executionId">The execution.</param>
    /// <param name="stream">The stream of its events.</param>
    /// <param name="events">How many events at most, the oldest first.</param>
    internal static EndDigests Of(
        SqlSession session, string executionId, string stream, int events = int.MaxValue)
    {
        var execution = session.Query(
            $"SELECT {ExecutionRows.Columns} FROM executions WHERE execution_id = @id", Cells, executionId);
        var approvals = session.Query(Approvals, Cells, executionId);
        var journal = session.Query(Events, Cells, stream, events);
        var refusals = session.Query(Refusals, Cells, executionId);
        return new EndDigests(
            Digest([.. execution, .. approvals, .. refusals]), Digest(journal), journal.Count);
    }

    /// <summary>Each row as the texts of its cells: the same from either database.</summary>
    private static ImmutableArray<string?> Cells(DbDataReader row)
    {
        var cells = ImmutableArray.CreateBuilder<string?>(row.FieldCount);
        for (var column = 0; column < row.FieldCount; column++)
            cells.Add(row.IsDBNull(column) ? null : Text(row.GetValue(column)));
        return cells.MoveToImmutable();
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexStringLower(bytes),
        bool flag => flag ? "1" : "0",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Digest(IReadOnlyList<ImmutableArray<string?>> rows) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(rows)));
}
