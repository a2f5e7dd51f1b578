using Akka.Persistence.Embedded;
using Argo.Workspaces.Staging;

namespace Argo.Hosting.Engine;

/// <summary>Stands before the journal where failpoints are armed: <c>commit.prepared.before</c> and its kin.</summary>
internal sealed class FailpointJournal(IEventJournal journal) : IEventJournal
{
    public static IEventJournal Around(IEventJournal journal) =>
        Failpoints.Handler is null ? journal : new FailpointJournal(journal);

    public async Task WriteAsync(IReadOnlyList<JournalRow> rows)
    {
        var points = rows.Select(row => CommitPoint.Of(row.Manifest)).ToArray();
        foreach (var point in points)
            Failpoints.Hit($"{point}.before");
        await journal.WriteAsync(rows).ConfigureAwait(false);
        foreach (var point in points)
            Failpoints.Hit($"{point}.after");
    }

    public Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        journal.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr);

    public Task ReplayAsync(
        string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<JournalRow> callback) =>
        journal.ReplayAsync(persistenceId, fromSequenceNr, toSequenceNr, max, callback);

    public Task DeleteToAsync(string persistenceId, long toSequenceNr) =>
        journal.DeleteToAsync(persistenceId, toSequenceNr);
}
