using Akka.Actor.Setup;
using Akka.Embedded;
using Akka.Persistence.Embedded;
using Akka.TestKit;
using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;

namespace Argo.Actors.Tests.Engine;

/// <summary>
/// Composes the embedded engine for tests: the file dispatcher, the real serializer, a journal in memory.
/// </summary>
internal static class TestEngine
{
    public static ActorSystemSetup Setup(SpyJournal? journal = null) =>
        ActorSystemSetup.Create(
            TestKitSetup.WithDeadline(TimeSpan.FromSeconds(30)),
            EmbeddedSetup.Create()
                .WithDispatcher(ArgoDispatchers.Files, threads: 2)
                .WithJournal(journal is null ? new InMemoryJournal() : new SpiedJournal(journal))
                .WithSerializer(system => new ArgoEventSerializer(system), typeof(IRollbackEvent))
                .WithLogSink(_ => { }));

    private sealed class SpiedJournal(SpyJournal spy) : IEventJournal
    {
        public Task WriteAsync(IReadOnlyList<JournalRow> rows)
        {
            spy.Write([.. rows.Select(
                row => new SpyRow(row.PersistenceId, row.SequenceNr, row.Manifest, row.Payload))]);
            return Task.CompletedTask;
        }

        public Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
            Task.FromResult(spy.Read(persistenceId) is [.., var last] ? last.SequenceNr : 0);

        public Task ReplayAsync(
            string persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Action<JournalRow> callback)
        {
            foreach (var row in spy.Read(persistenceId)
                .Where(row => row.SequenceNr >= fromSequenceNr && row.SequenceNr <= toSequenceNr))
            {
                callback(new JournalRow(
                    row.PersistenceId, row.SequenceNr, row.Payload, SpyRow.SerializerId, row.Manifest,
                    Doubles.Some.Noon.UtcTicks, []));
            }

            return Task.CompletedTask;
        }

        public Task DeleteToAsync(string persistenceId, long toSequenceNr) =>
            throw new NotSupportedException("Argo deletes no event.");
    }
}
