using System.Data.Common;
using Argo.Storage.Sql;
using Argo.Storage.Writing;

namespace Argo.Storage.Repositories;

/// <summary>The chain of custody by digest. What is kept is never changed.</summary>
public sealed class ArtifactStore
{
    private const string Select = "SELECT kind, artifact_id, digest, json, created_at FROM artifacts";

    private readonly GroupCommitWriter _writer;
    private readonly IReads _reads;
    private readonly TimeProvider _time;

    internal ArtifactStore(GroupCommitWriter writer, IReads reads, TimeProvider time) =>
        (_writer, _reads, _time) = (writer, reads, time);

    /// <summary>Keeps an artifact under its digest.</summary>
    /// <returns>False when that digest was already kept: the first bytes stay.</returns>
    public Task<bool> PutAsync(NewArtifact artifact)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(artifact.Digest);
        return _writer.SubmitAsync(session => Put(session, artifact, _time.GetUtcNow()));
    }

    /// <summary>The artifact with this digest, or null.</summary>
    public Task<StoredArtifact?> GetAsync(string digest) =>
        FirstAsync($"{Select} WHERE digest = @digest", digest);

    /// <summary>
    /// The artifact of a kind with this id, the newest when there are several; null when there is none.
    /// </summary>
    public Task<StoredArtifact?> FindAsync(string kind, string artifactId) => FirstAsync(
        $"{Select} WHERE kind = @kind AND artifact_id = @id ORDER BY created_at DESC, digest LIMIT 1",
        kind, artifactId);

    /// <summary>The artifacts with this id, of whatever kind, the oldest first.</summary>
    /// <param name="artifactId">Their own id.</param>
    public async Task<IReadOnlyList<StoredArtifact>> WithIdAsync(string artifactId) =>
        await _reads.ReadAsync(session => session.Query(
            $"{Select} WHERE artifact_id = @id ORDER BY created_at, digest", Read, artifactId))
            .ConfigureAwait(false);

    /// <summary>Kind and id of the artifacts whose id begins so; three at most, records and receipts apart,
    /// which have the ids of their executions.</summary>
    /// <param name="prefix">The beginning.</param>
    public async Task<IReadOnlyList<(string Kind, string ArtifactId)>> BeginningWithAsync(string prefix) =>
        await _reads.ReadAsync(session => session.Query(
            """
            SELECT DISTINCT kind, artifact_id FROM artifacts
            WHERE substr(artifact_id, 1, length(@prefix)) = @prefix AND kind NOT IN ('record', 'receipt')
            ORDER BY artifact_id, kind LIMIT 3
            """,
            row => (row.GetString(0), row.GetString(1)), prefix)).ConfigureAwait(false);

    /// <summary>
    /// Looks at every artifact in turn and keeps what <paramref name="choose"/> makes of it, where that is
    /// not null: the whole store never lies in memory.
    /// </summary>
    /// <param name="choose">Called on a thread of the pool.</param>
    /// <param name="unreadable">
    /// What a row is to be that cannot be read, by its id and why; null leaves it out.
    /// </param>
    public async Task<IReadOnlyList<T>> ScanAsync<T>(
        Func<StoredArtifact, T?> choose, Func<string, string, T>? unreadable = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(choose);
        var chosen = await _reads.ReadAsync(session => session.Query(
            $"{Select} ORDER BY created_at, digest", row => Choose(row, choose, unreadable)))
            .ConfigureAwait(false);
        return [.. chosen.OfType<T>()];
    }

    private static T? Choose<T>(
        DbDataReader row, Func<StoredArtifact, T?> choose, Func<string, string, T>? unreadable)
        where T : class
    {
        StoredArtifact stored;
        try
        {
            stored = Read(row);
        }
        catch (StoreException altered)
        {
            return unreadable?.Invoke(row.GetString(1), altered.Message);
        }

        return choose(stored);
    }

    /// <summary>What came from what: every source with the digest of what came from it.</summary>
    public Task<ILookup<string, string>> LinksAsync() => _reads.ReadAsync(session => session.Query(
        "SELECT source, digest FROM artifact_links",
        row => (Source: row.GetString(0), Digest: row.GetString(1)))
        .ToLookup(link => link.Digest, link => link.Source));

    /// <summary>The artifacts that came from a source, the oldest first.</summary>
    /// <param name="source">As in <see cref="NewArtifact.Sources"/>.</param>
    public async Task<IReadOnlyList<StoredArtifact>> CameFromAsync(string source) =>
        await _reads.ReadAsync(session => session.Query(
            $"""
            {Select} WHERE digest IN (SELECT digest FROM artifact_links WHERE source = @source)
            ORDER BY created_at, digest
            """,
            Read, source)).ConfigureAwait(false);

    /// <summary>What an artifact came from, each as in <see cref="NewArtifact.Sources"/>, in order.</summary>
    /// <param name="digest">The artifact's digest.</param>
    public async Task<IReadOnlyList<string>> SourcesOfAsync(string digest) =>
        await _reads.ReadAsync(session => session.Query(
            "SELECT source FROM artifact_links WHERE digest = @digest ORDER BY source",
            row => row.GetString(0), digest)).ConfigureAwait(false);

    internal static string? DigestOf(SqlSession session, string kind, string artifactId) =>
        (string?)session.Scalar(
            """
            SELECT digest FROM artifacts WHERE kind = @kind AND artifact_id = @id
            ORDER BY created_at DESC, digest LIMIT 1
            """,
            kind, artifactId);

    internal static bool Put(SqlSession session, NewArtifact artifact, DateTimeOffset now)
    {
        var isNew = session.Execute(
            """
            INSERT INTO artifacts (digest, kind, artifact_id, json, created_at)
            VALUES (@digest, @kind, @id, @json, @now) ON CONFLICT (digest) DO NOTHING
            """,
            artifact.Digest, artifact.Kind, artifact.ArtifactId, artifact.Json.ToArray(), now.UtcTicks) == 1;
        foreach (var source in isNew ? artifact.Sources : [])
        {
            session.Execute(
                """
                INSERT INTO artifact_links (source, digest) VALUES (@source, @digest)
                ON CONFLICT (source, digest) DO NOTHING
                """,
                source, artifact.Digest);
        }

        return isNew;
    }

    private async Task<StoredArtifact?> FirstAsync(string sql, params object?[] values) =>
        (await _reads.ReadAsync(session => session.Query(sql, Read, values)).ConfigureAwait(false))
            .FirstOrDefault();

    private static StoredArtifact Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.Bytes(3), row.Time(4));
}
