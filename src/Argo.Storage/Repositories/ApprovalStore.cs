using Argo.Storage.Sql;
using Argo.Storage.Writing;

namespace Argo.Storage.Repositories;

/// <summary>
/// Which approvals are used up: each serves one execution, on whichever process, once and for all. One that
/// was refused as expired serves none, whatever the clock says later.
/// </summary>
public sealed class ApprovalStore
{
    private const string ConsumedBy =
        "SELECT execution_id FROM approvals WHERE approval_id = @approval AND refusal IS NULL";

    private readonly GroupCommitWriter _writer;
    private readonly IReads _reads;
    private readonly TimeProvider _time;

    internal ApprovalStore(GroupCommitWriter writer, IReads reads, TimeProvider time) =>
        (_writer, _reads, _time) = (writer, reads, time);

    /// <summary>Every approval that is used, and by which execution.</summary>
    public async Task<IReadOnlyList<(string ApprovalId, string ExecutionId)>> ListAsync() =>
        await _reads.ReadAsync(session => session.Query(
            "SELECT approval_id, execution_id FROM approvals ORDER BY approval_id",
            row => (row.GetString(0), row.GetString(1)))).ConfigureAwait(false);

    /// <summary>The execution that has used the approval up, or null.</summary>
    public async Task<string?> ConsumerAsync(string approvalId) =>
        (string?)await _reads.ReadAsync(
            session => session.Scalar(ConsumedBy, approvalId)).ConfigureAwait(false);

    /// <summary>Uses an approval up for an execution; durable when the task ends.</summary>
    /// <returns>
    /// False when another execution has used it up, or it was refused for good; true when this one has used
    /// it, now or earlier.
    /// </returns>
    public Task<bool> TryConsumeAsync(string approvalId, string executionId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(approvalId);
        ArgumentException.ThrowIfNullOrWhiteSpace(executionId);
        var now = _time.GetUtcNow().UtcTicks;
        return _writer.SubmitAsync(session => session.Execute(
            """
            INSERT INTO approvals (approval_id, execution_id, consumed_at)
            VALUES (@approval, @execution, @now)
            ON CONFLICT (approval_id) DO NOTHING
            """,
            approvalId, executionId, now) == 1
            || executionId.Equals((string?)session.Scalar(ConsumedBy, approvalId), StringComparison.Ordinal));
    }

    /// <summary>
    /// Refuses an approval for good, unless it is used up already; durable when the task ends. The first
    /// refusal stays.
    /// </summary>
    /// <param name="approvalId">The approval.</param>
    /// <param name="executionId">The execution that was refused.</param>
    /// <param name="refusal">Why, in a sentence.</param>
    public Task RefuseAsync(string approvalId, string executionId, string refusal)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(approvalId);
        ArgumentException.ThrowIfNullOrWhiteSpace(refusal);
        var now = _time.GetUtcNow().UtcTicks;
        return _writer.SubmitAsync(session => session.Execute(
            """
            INSERT INTO approvals (approval_id, execution_id, consumed_at, refusal)
            VALUES (@approval, @execution, @now, @refusal)
            ON CONFLICT (approval_id) DO NOTHING
            """,
            approvalId, executionId, now, refusal));
    }

    /// <summary>Why an approval was refused for good; null when it was not.</summary>
    public async Task<string?> FindRefusalAsync(string approvalId) =>
        (string?)await _reads.ReadAsync(session => session.Scalar(
            "SELECT refusal FROM approvals WHERE approval_id = @approval", approvalId)).ConfigureAwait(false);
}
