using System.Data.Common;
using Argo.Artifacts.Executions;
using Argo.Storage.Sql;

namespace Argo.Storage.Repositories;

/// <summary>Between an <see cref="ExecutionEntry"/> and a row of <c>executions</c>.</summary>
internal static class ExecutionRows
{
    public const string Columns =
        """
        execution_id, plan_id, plan_digest, report_digest, approval_digest, workspace, workspace_root, state,
        owner, epoch, submitted_at, finished_at, cancel_reason, result_digest, record_digest
        """;

    /// <summary>Queued, running and parked: those that recovery and cancel care for.</summary>
    public static readonly string Unfinished = InList(
        ExecutionState.Queued, ExecutionState.Running, ExecutionState.Parked);

    /// <summary>Queued and running: those that a person can still cancel.</summary>
    public static readonly string Cancellable = InList(ExecutionState.Queued, ExecutionState.Running);

    public static object?[] Values(ExecutionEntry entry) =>
    [
        entry.ExecutionId, entry.PlanId, entry.PlanDigest, entry.ReportDigest, entry.ApprovalDigest,
        entry.Workspace, entry.WorkspaceRoot, EnumText<ExecutionState>.Of(entry.State), entry.Owner,
        entry.Epoch, entry.SubmittedAt.UtcTicks, entry.FinishedAt.ToColumn(), entry.CancelReason,
        entry.ResultDigest, entry.RecordDigest,
    ];

    public static ExecutionEntry Read(DbDataReader row) => new()
    {
        ExecutionId = row.GetString(0),
        PlanId = row.GetString(1),
        PlanDigest = row.GetString(2),
        ReportDigest = row.Text(3),
        ApprovalDigest = row.Text(4),
        Workspace = row.GetString(5),
        WorkspaceRoot = row.GetString(6),
        State = EnumText<ExecutionState>.Parse(row.GetString(7), $"the state of {row.GetString(0)}"),
        Owner = row.Text(8),
        Epoch = row.GetInt64(9),
        SubmittedAt = row.Time(10),
        FinishedAt = row.OptionalTime(11),
        CancelReason = row.Text(12),
        ResultDigest = row.Text(13),
        RecordDigest = row.Text(14),
    };

    /// <summary>The entry; null where a cell was altered so that it cannot be read.</summary>
    public static ExecutionEntry? TryRead(DbDataReader row) => WhyNot(row) is null ? Read(row) : null;

    /// <summary>Why a row cannot be read; null when it can.</summary>
    public static UnreadableExecution? WhyNot(DbDataReader row)
    {
        try
        {
            Read(row);
            return null;
        }
        catch (Exception bad) when (
            bad is StoreException or InvalidCastException or FormatException or OverflowException)
        {
            return new UnreadableExecution(row.GetString(0), bad.Message);
        }
    }

    private static string InList(params ExecutionState[] states) =>
        $"({string.Join(", ", states.Select(state => $"'{EnumText<ExecutionState>.Of(state)}'"))})";
}
