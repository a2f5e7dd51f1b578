using Argo.Artifacts;

namespace Argo.Storage;

/// <summary>What is written to <c>executions</c>, inside the writer's transaction.</summary>
internal static class ExecutionWrites
{
    public static Admission Admit(SqlSession session, ExecutionEntry entry)
    {
        var isNew = session.Execute(
            $"""
            INSERT INTO executions ({ExecutionRows.Columns})
            VALUES (@id, @plan, @planDigest, @report, @approval, @workspace, @root, @state, @owner, @epoch,
              @submitted, @finished, @cancel, @result, @record)
            ON CONFLICT (execution_id) DO NOTHING
            """,
            ExecutionRows.Values(entry)) == 1;
        return new Admission(isNew ? entry : ExecutionQueries.Get(session, entry.ExecutionId)!, isNew);
    }

    public static bool UpdateState(
        SqlSession session, string executionId, ExecutionState state, string? owner, long? epoch) =>
        IsOwn(session, executionId, epoch) && session.Execute(
            "UPDATE executions SET state = @state, owner = COALESCE(@owner, owner) WHERE execution_id = @id",
            EnumText<ExecutionState>.Of(state), owner, executionId) == 1;

    public static bool Finish(SqlSession session, FinishedExecution finished, long? epoch)
    {
        if (!IsOwn(session, finished.ExecutionId, epoch))
            return false;
        session.Execute(
            """
            UPDATE executions SET
              state = @state, finished_at = @finished, result_digest = @result, record_digest = @record
            WHERE execution_id = @id
            """,
            EnumText<ExecutionState>.Of(finished.State),
            finished.FinishedAt.UtcTicks,
            finished.ResultDigest,
            finished.RecordDigest,
            finished.ExecutionId);
        foreach (var artifact in finished.Artifacts)
            ArtifactStore.Put(session, artifact, finished.FinishedAt);
        EvidenceLog.Append(session, finished);
        return true;
    }

    private static bool IsOwn(SqlSession session, string executionId, long? epoch) =>
        session.Scalar("SELECT epoch FROM executions WHERE execution_id = @id", executionId) is long current
        && (epoch is null || epoch == current);
}
