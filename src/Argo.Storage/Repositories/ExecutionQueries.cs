using Argo.Artifacts.Executions;
using Argo.Storage.Sql;

namespace Argo.Storage.Repositories;

/// <summary>What is read from <c>executions</c>.</summary>
internal static class ExecutionQueries
{
    private const string Select = $"SELECT {ExecutionRows.Columns} FROM executions";

    public static ExecutionEntry? Get(SqlSession session, string executionId) =>
        session.Query($"{Select} WHERE execution_id = @id", ExecutionRows.Read, executionId) is [var entry]
            ? entry
            : null;

    public static ExecutionEntry? Find(SqlSession session, string idOrPrefix)
    {
        if (Get(session, idOrPrefix) is { } exact)
            return exact;
        var matches = Readable(
            session,
            $"{Select} WHERE execution_id >= @from AND execution_id < @to ORDER BY execution_id LIMIT 3",
            idOrPrefix, idOrPrefix + "\U0010FFFF");
        return matches.Count <= 1 ? matches.SingleOrDefault() : throw Ambiguous(idOrPrefix, matches);
    }

    public static IReadOnlyList<ExecutionEntry> List(SqlSession session, ExecutionFilter filter)
    {
        var conditions = new List<string>();
        var values = new List<object?>();
        if (filter.State is { } state)
        {
            conditions.Add("state = @state");
            values.Add(EnumText<ExecutionState>.Of(state));
        }

        if (filter.Workspace is { } workspace)
        {
            conditions.Add("workspace = @workspace");
            values.Add(workspace);
        }

        if (filter.WorkspaceRoot is { } root)
        {
            conditions.Add("workspace_root = @root");
            values.Add(root);
        }

        if (filter.Since is { } since)
        {
            conditions.Add("submitted_at >= @since");
            values.Add(since.UtcTicks);
        }

        var where = conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);
        return Readable(
            session, $"{Select} {where} ORDER BY submitted_at DESC, execution_id DESC LIMIT @limit",
            [.. values, filter.Limit]);
    }

    /// <summary>Rows with a cell that cannot be read; no other query has these.</summary>
    public static IReadOnlyList<UnreadableExecution> Unreadable(SqlSession session) =>
    [
        .. session.Query($"{Select} ORDER BY submitted_at, execution_id", ExecutionRows.WhyNot)
            .OfType<UnreadableExecution>(),
    ];

    /// <summary>One altered row must not keep the others from being read.</summary>
    public static List<ExecutionEntry> Readable(
        SqlSession session, string sql, params ReadOnlySpan<object?> values) =>
        [.. session.Query(sql, ExecutionRows.TryRead, values).OfType<ExecutionEntry>()];

    public static IReadOnlyList<ExecutionEntry> Of(SqlSession session, string digest) => Readable(
        session,
        $"""
        {Select} WHERE plan_digest = @digest OR report_digest = @digest OR approval_digest = @digest
        ORDER BY submitted_at, execution_id
        """,
        digest);

    public static IReadOnlyList<ExecutionEntry> Unfinished(SqlSession session) => Readable(
        session,
        $"{Select} WHERE state IN {ExecutionRows.Unfinished} ORDER BY submitted_at, execution_id");

    private static StoreException Ambiguous(string prefix, List<ExecutionEntry> matches) => new(
        StoreFault.Conflict,
        $"'{prefix}' begins several execution ids: {matches[0].ExecutionId}, {matches[1].ExecutionId}"
        + $"{(matches.Count > 2 ? " and others" : "")}. Give more letters.");
}
