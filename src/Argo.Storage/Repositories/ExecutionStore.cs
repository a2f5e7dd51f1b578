using Argo.Artifacts.Executions;
using Argo.Storage.Sql;
using Argo.Storage.Writing;

namespace Argo.Storage.Repositories;

/// <summary>
/// The queue and index of executions. The journal is the truth; this can be rebuilt from it.
/// </summary>
public sealed class ExecutionStore
{
    private readonly GroupCommitWriter _writer;
    private readonly IReads _reads;

    internal ExecutionStore(GroupCommitWriter writer, IReads reads) => (_writer, _reads) = (writer, reads);

    /// <summary>
    /// Enters an execution once: a second submission with its id finds the first entry, as it stands now.
    /// </summary>
    public Task<AdmissionResult> AdmitAsync(ExecutionEntry entry)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(entry.ExecutionId);
        return _writer.SubmitAsync(session => ExecutionWrites.Admit(session, entry));
    }

    /// <summary>Moves an execution to another state.</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="state">Its new state.</param>
    /// <param name="owner">The process that works on it from now on; null keeps who did.</param>
    /// <returns>False when there is no such execution.</returns>
    public Task<bool> UpdateStateAsync(string executionId, ExecutionState state, string? owner = null) =>
        _writer.SubmitAsync(session => ExecutionWrites.UpdateState(session, executionId, state, owner));

    /// <summary>Ends an execution and keeps its artifacts, in one transaction.</summary>
    /// <param name="finished">How it ended.</param>
    /// <returns>False when there is no such execution: nothing was kept.</returns>
    public Task<bool> FinishAsync(FinishedExecution finished)
    {
        if (finished.State is ExecutionState.Queued or ExecutionState.Running)
            throw new ArgumentException($"An execution cannot end {finished.State}.", nameof(finished));
        return _writer.SubmitAsync(session => ExecutionWrites.Finish(session, finished));
    }

    /// <summary>Asks for an execution to stop; its owner hears of it at its next poll.</summary>
    /// <returns>
    /// True when the request stands, now or from earlier (the first reason is kept); false when there is no
    /// such execution or it has ended.
    /// </returns>
    public Task<bool> RequestCancelAsync(string executionId, string reason) =>
        _writer.SubmitAsync(session => session.Execute(
            $"""
            UPDATE executions SET cancel_reason = COALESCE(cancel_reason, @reason)
            WHERE execution_id = @id AND state IN {ExecutionRows.Cancellable}
            """,
            reason, executionId) == 1);

    /// <summary>
    /// The unfinished executions of a process that a person wants stopped, with the reasons. Each process
    /// asks several times a second, so only the two columns of these few rows are read, by an index.
    /// </summary>
    /// <param name="owner">The process, as the executions' <c>owner</c> has it.</param>
    public async Task<IReadOnlyList<(string ExecutionId, string Reason)>> CancelRequestsAsync(string owner) =>
        await _reads.ReadAsync(session => session.Query(
            $"""
            SELECT execution_id, cancel_reason FROM executions
            WHERE cancel_reason IS NOT NULL AND state IN {ExecutionRows.Unfinished} AND owner = @owner
            ORDER BY submitted_at, execution_id
            """,
            row => (row.GetString(0), row.GetString(1)), owner)).ConfigureAwait(false);

    /// <summary>
    /// The execution with this id, or the only one whose id begins so; null when there is none.
    /// </summary>
    /// <exception cref="StoreException">Several begin so (<see cref="StoreFault.Conflict"/>).</exception>
    public Task<ExecutionEntry?> GetAsync(string idOrPrefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(idOrPrefix);
        return _reads.ReadAsync(session => ExecutionQueries.Find(session, idOrPrefix));
    }

    /// <summary>The execution with exactly this id, or null.</summary>
    public Task<ExecutionEntry?> FindExactAsync(string executionId) =>
        _reads.ReadAsync(session => ExecutionQueries.Get(session, executionId));

    /// <summary>Every execution of a plan, a report or an approval, the oldest first.</summary>
    /// <param name="digest">The digest of one of these.</param>
    public async Task<IReadOnlyList<ExecutionEntry>> OfAsync(string digest) =>
        await _reads.ReadAsync(session => ExecutionQueries.Of(session, digest)).ConfigureAwait(false);

    /// <summary>
    /// The rows that cannot be read any more, because a cell was altered: no other list has these.
    /// </summary>
    public Task<IReadOnlyList<UnreadableExecution>> UnreadableAsync() =>
        _reads.ReadAsync(ExecutionQueries.Unreadable);

    /// <summary>Executions, the newest first.</summary>
    public Task<IReadOnlyList<ExecutionEntry>> ListAsync(ExecutionFilter filter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(filter.Limit);
        return _reads.ReadAsync(session => ExecutionQueries.List(session, filter));
    }

    /// <summary>
    /// Executions that are queued, running or parked, in the order in which they were handed in.
    /// </summary>
    public Task<IReadOnlyList<ExecutionEntry>> UnfinishedAsync() =>
        _reads.ReadAsync(ExecutionQueries.Unfinished);
}
