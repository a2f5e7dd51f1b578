using Argo.Artifacts.Security;
using Argo.Storage.Sql;
using Argo.Storage.Writing;

namespace Argo.Storage.Repositories;

/// <summary>The security state that a person sets for every process that uses this store.</summary>
public sealed class LockdownSignal
{
    private const string Signal = "security";

    private readonly GroupCommitWriter _writer;
    private readonly IReads _reads;
    private readonly TimeProvider _time;

    internal LockdownSignal(GroupCommitWriter writer, IReads reads, TimeProvider time) =>
        (_writer, _reads, _time) = (writer, reads, time);

    /// <summary>What was set last; null when nothing ever was.</summary>
    public Task<LockdownEntry?> GetAsync() => _reads.ReadAsync(Read);

    /// <summary>Sets the state, such as <see cref="SecurityState.Lockdown"/>, or ends it.</summary>
    public Task SetAsync(SecurityState state, string reason, string by)
    {
        var now = _time.GetUtcNow().UtcTicks;
        return _writer.SubmitAsync(session => session.Execute(
            """
            INSERT INTO signals (signal, state, reason, set_by, set_at)
            VALUES (@signal, @state, @reason, @by, @now)
            ON CONFLICT (signal) DO UPDATE SET state = excluded.state, reason = excluded.reason,
              set_by = excluded.set_by, set_at = excluded.set_at
            """,
            Signal, EnumText<SecurityState>.Of(state), reason, by, now));
    }

    internal static LockdownEntry? Read(SqlSession session)
    {
        var rows = session.Query(
            "SELECT state, reason, set_by, set_at FROM signals WHERE signal = @signal",
            row => new LockdownEntry(
                EnumText<SecurityState>.Parse(row.GetString(0), "the host's security state"),
                row.GetString(1),
                row.GetString(2),
                row.Time(3)),
            Signal);
        return rows is [var entry] ? entry : null;
    }
}
