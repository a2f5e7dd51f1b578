using Argo.Storage.Sql;
using Argo.Storage.Writing;

namespace Argo.Storage.Repositories;

/// <summary>The digests of bytes that were ever given as a secret; none is ever forgotten.</summary>
public sealed class SecretStore
{
    private readonly GroupCommitWriter _writer;
    private readonly IReads _reads;
    private readonly TimeProvider _time;

    internal SecretStore(GroupCommitWriter writer, IReads reads, TimeProvider time) =>
        (_writer, _reads, _time) = (writer, reads, time);

    /// <summary>Remembers digests (SHA-256, lower-case hex); durable when the task ends.</summary>
    public Task AddAsync(IReadOnlyCollection<string> digests)
    {
        ArgumentNullException.ThrowIfNull(digests);
        var now = _time.GetUtcNow().UtcTicks;
        return _writer.SubmitAsync(session => digests.Sum(digest => session.Execute(
            """
            INSERT INTO secret_digests (digest, remembered_at) VALUES (@digest, @now)
            ON CONFLICT (digest) DO NOTHING
            """,
            digest, now)));
    }

    /// <summary>All of them.</summary>
    public Task<List<string>> ListAsync() => _reads.ReadAsync(
        session => session.Query("SELECT digest FROM secret_digests", row => row.GetString(0)));
}
