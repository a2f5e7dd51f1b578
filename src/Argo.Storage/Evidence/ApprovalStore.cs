namespace Argo.Storage;

/// <summary>
/// Which approvals are used up: each serves one execution, on whichever process, once and for all.
/// </summary>
public sealed class ApprovalStore
{
    private const string ConsumedBy = "SELECT execution_id FROM approvals WHERE approval_id = @approval";

    private readonly GroupCommitWriter _writer;
    private readonly IReads _reads;
    private readonly TimeProvider _time;

    internal ApprovalStore(GroupCommitWriter writer, IReads reads, TimeProvider time) =>
        (_writer, _reads, _time) = (writer, reads, time);

    /// <summary>Whether any execution has used the approval up.</summary>
    public async Task<bool> IsConsumedAsync(string approvalId) =>
        await ConsumerAsync(approvalId).ConfigureAwait(false) is not null;

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
    /// False when another execution has used it up; true when this one has, now or earlier.
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
}
