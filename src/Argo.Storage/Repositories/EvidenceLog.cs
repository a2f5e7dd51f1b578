using System.Data.Common;
using System.Globalization;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Executions;
using Argo.Storage.Sql;

namespace Argo.Storage.Repositories;

/// <summary>
/// The log of ended executions: one leaf an end, in the order of their commits; it only grows.
/// </summary>
/// <remarks>A leaf is appended by <see cref="ExecutionStore.FinishAsync"/>, in the commit of the end
/// itself.</remarks>
public sealed class EvidenceLog
{
    private const string Select =
        "SELECT leaf_index, execution_id, receipt_digest, leaf_hash FROM evidence_log";

    private readonly IReads _reads;

    internal EvidenceLog(IReads reads) => _reads = reads;

    /// <summary>Every end, in order.</summary>
    public async Task<IReadOnlyList<LoggedEnd>> ListAsync() =>
        await _reads.ReadAsync(session => session.Query($"{Select} ORDER BY leaf_index", Read))
            .ConfigureAwait(false);

    /// <summary>The ends of one execution, the oldest first: one that was parked has several.</summary>
    /// <param name="executionId">The execution.</param>
    public async Task<IReadOnlyList<LoggedEnd>> OfAsync(string executionId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(executionId);
        return await _reads.ReadAsync(session => session.Query(
            $"{Select} WHERE execution_id = @id ORDER BY leaf_index", Read, executionId))
                .ConfigureAwait(false);
    }

    /// <summary>The ends of executions that the index does not have any more, in order.</summary>
    public async Task<IReadOnlyList<LoggedEnd>> WithoutExecutionAsync() =>
        await _reads.ReadAsync(session => session.Query(
            $"""
            {Select} WHERE NOT EXISTS
                (SELECT 1 FROM executions WHERE executions.execution_id = evidence_log.execution_id)
            ORDER BY leaf_index
            """,
            Read)).ConfigureAwait(false);

    /// <summary>The digests over what the store has of an execution now.</summary>
    /// <param name="executionId">The execution.</param>
    /// <param name="stream">The stream of its events.</param>
    /// <param name="events">How many of these, the oldest first.</param>
    public Task<EndDigests> DigestsAsync(string executionId, string stream, int events) =>
        _reads.ReadAsync(session => EndDigests.Of(session, executionId, stream, events));

    /// <summary>How many ends were ever appended, counted apart from the rows.</summary>
    public Task<long> SizeAsync() => _reads.ReadAsync(Size);

    /// <summary>Since when ends are logged: those stored before have no receipt.</summary>
    public Task<DateTimeOffset> BeganAtAsync() => _reads.ReadAsync(session => new DateTimeOffset(
        ToLong(session.Scalar("SELECT MIN(applied_at) FROM argo_schema WHERE version >= 3")), TimeSpan.Zero));

    /// <summary>
    /// Appends the leaf of a receipt. The size's row is locked first, so that writers come one by one on a
    /// database that lets several write.
    /// </summary>
    /// <remarks>
    /// Where size and rows were made to differ, the new leaf goes behind both: an end is stored all the same,
    /// and whoever verifies the log still sees that they differed.
    /// </remarks>
    internal static void Append(SqlSession session, FinishedExecution finished)
    {
        if (finished.Receipt is not { } make)
            return;
        if (session.Execute("UPDATE evidence_log_size SET size = size + 1") == 0)
            session.Execute("INSERT INTO evidence_log_size (size) VALUES (1)");
        var last = ToLong(session.Scalar("SELECT COALESCE(MAX(leaf_index), -1) FROM evidence_log"));
        var index = Math.Max(Size(session) - 1, last + 1);
        var ended = ExecutionQueries.Get(session, finished.ExecutionId)!;
        var receipt = make(new ReceiptRequest(
            index,
            ended,
            EndDigests.Of(session, finished.ExecutionId, finished.Stream),
            (kind, id) => ArtifactStore.DigestOf(session, kind, id)));
        ArtifactStore.Put(session, receipt, finished.FinishedAt);
        session.Execute(
            """
            INSERT INTO evidence_log (leaf_index, execution_id, receipt_digest, leaf_hash)
            VALUES (@index, @id, @digest, @hash)
            """,
            index,
            finished.ExecutionId,
            receipt.Digest,
            Convert.ToHexStringLower(MerkleTree.LeafHash(receipt.Json.Span)));
    }

    private static long Size(SqlSession session) =>
        ToLong(session.Scalar("SELECT size FROM evidence_log_size"));

    private static long ToLong(object? value) => Convert.ToInt64(value ?? 0L, CultureInfo.InvariantCulture);

    private static LoggedEnd Read(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3));
}
