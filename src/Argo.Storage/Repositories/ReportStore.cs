using System.Globalization;
using Argo.Storage.Sql;
using Argo.Storage.Writing;

namespace Argo.Storage.Repositories;

/// <summary>Which reports the dry runs of this store made: one document an id, once and for all.</summary>
/// <remarks>
/// A report that somebody hands in is never kept here. A row proves nothing by itself: the document's
/// signature does.
/// </remarks>
public sealed class ReportStore
{
    /// <summary>The version of the schema from which on reports are signed.</summary>
    internal const int SignedFromVersion = 5;

    private const string DigestOf = "SELECT digest FROM reports WHERE report_id = @id";

    private readonly GroupCommitWriter _writer;
    private readonly IReads _reads;
    private readonly TimeProvider _time;

    internal ReportStore(GroupCommitWriter writer, IReads reads, TimeProvider time) =>
        (_writer, _reads, _time) = (writer, reads, time);

    /// <summary>
    /// Keeps the report of a dry run under its id and its digest; durable when the task ends.
    /// </summary>
    /// <returns>False when another report has that id: nothing was kept.</returns>
    public Task<bool> KeepAsync(NewArtifact report)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(report.ArtifactId);
        ArgumentException.ThrowIfNullOrWhiteSpace(report.Digest);
        return _writer.SubmitAsync(session =>
        {
            session.Execute(
                "INSERT INTO reports (report_id, digest) VALUES (@id, @digest) "
                + "ON CONFLICT (report_id) DO NOTHING",
                report.ArtifactId, report.Digest);
            if (!report.Digest.Equals(
                (string?)session.Scalar(DigestOf, report.ArtifactId), StringComparison.Ordinal))
                return false;
            ArtifactStore.Put(session, report, _time.GetUtcNow());
            return true;
        });
    }

    /// <summary>The digest of the report that a dry run made under this id; null when none did.</summary>
    public async Task<string?> FindDigestAsync(string reportId) =>
        (string?)await _reads.ReadAsync(session => session.Scalar(DigestOf, reportId)).ConfigureAwait(false);

    /// <summary>The digest of each report by its id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ListAsync() =>
        (await _reads.ReadAsync(session => session.Query(
            "SELECT report_id, digest FROM reports",
            row => (Id: row.GetString(0), Digest: row.GetString(1)))).ConfigureAwait(false))
                .ToDictionary(row => row.Id, row => row.Digest, StringComparer.Ordinal);

    /// <summary>Since when this store has its reports signed: those kept before are not.</summary>
    public Task<DateTimeOffset> SignedSinceAsync() => _reads.ReadAsync(session => new DateTimeOffset(
        Convert.ToInt64(
            session.Scalar(
                "SELECT MIN(applied_at) FROM argo_schema WHERE version >= @version", SignedFromVersion) ?? 0L,
            CultureInfo.InvariantCulture),
        TimeSpan.Zero));
}
