using Akka.Actor.Setup;
using Akka.Embedded;
using Akka.Persistence.Embedded;
using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;

namespace Argo.Actors.Tests.Engine;

/// <summary>Composes the engine for tests: the file dispatcher, the real serializer, a journal in memory.</summary>
internal static class TestEngine
{
    public static ActorSystemSetup Setup(IEventJournal? journal = null) => ActorSystemSetup.Create(EmbeddedSetup.Create()
        .WithDispatcher(ArgoDispatchers.Files, threads: 2)
        .WithJournal(journal ?? new InMemoryJournal())
        .WithSerializer(system => new ArgoEventSerializer(system), typeof(IRollbackEvent))
        .WithLogSink(_ => { }));

    /// <summary>Events as a dead process would have left them in the journal, numbered from 1.</summary>
    public static IReadOnlyList<JournalRow> Rows(string persistenceId, params IRollbackEvent[] events)
    {
        var serializer = new ArgoEventSerializer(null!);
        return
        [
            .. events.Select((fact, index) => new JournalRow(
                persistenceId, index + 1, serializer.ToBinary(fact), serializer.Identifier, serializer.Manifest(fact),
                Doubles.Some.Noon.UtcTicks, [])),
        ];
    }
}
