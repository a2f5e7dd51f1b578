using Argo.Artifacts.Executions;
using Argo.Storage.Sql;

namespace Argo.Storage.Repositories;

/// <summary>What is written to <c>executions</c>, inside the writer's transaction.</summary>
internal static class ExecutionWrites
{
    public static AdmissionResult Admit(SqlSession session, ExecutionEntry entry)
    {
        var isNew = session.Execute(
            $"""
            INSERT INTO executions ({ExecutionRows.Columns})
            VALUES (@id, @plan, @planDigest, @report, @approval, @workspace, @root, @state, @owner, @epoch,
              @submitted, @finished, @cancel, @result, @record)
            ON CONFLICT (execution_id) DO NOTHING
            """,
            ExecutionRows.Values(entry)) == 1;
        return new AdmissionResult(isNew ? entry : ExecutionQueries.Get(session, entry.ExecutionId)!, isNew);
    }

    public static bool UpdateState(
        SqlSession session, string executionId, ExecutionState state, string? owner) =>
        session.Execute(
            """
            UPDATE executions SET state = @state, owner = COALESCE(@owner, owner)
            WHERE execution_id = @id
            """,
            EnumText<ExecutionState>.Of(state), owner, executionId) == 1;

    /// <summary>
    /// An end that is stored already is not stored again: its first answer may have been lost, and a second
    /// receipt would tell of an end that never was.
    /// </summary>
    public static bool Finish(SqlSession session, FinishedExecution finished)
    {
        if (IsStored(session, finished))
            return true;
        var exists = session.Execute(
            """
            UPDATE executions SET
              state = @state, finished_at = @finished, result_digest = @result, record_digest = @record
            WHERE execution_id = @id
            """,
            EnumText<ExecutionState>.Of(finished.State),
            finished.FinishedAt.UtcTicks,
            finished.ResultDigest,
            finished.RecordDigest,
            finished.ExecutionId) == 1;
        if (!exists)
            return false;
        foreach (var artifact in finished.Artifacts)
            ArtifactStore.Put(session, artifact, finished.FinishedAt);
        EvidenceLog.Append(session, finished);
        return true;
    }

    private static bool IsStored(SqlSession session, FinishedExecution finished) => session.Scalar(
        """
        SELECT 1 FROM executions WHERE execution_id = @id AND state = @state
          AND result_digest = @result AND record_digest = @record
        """,
        finished.ExecutionId,
        EnumText<ExecutionState>.Of(finished.State),
        finished.ResultDigest,
        finished.RecordDigest) is not null;
}
