using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Serialization;
using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;

namespace Argo.Actors.Tests.Support;

/// <summary>
/// Composes Akka.NET for tests: the file dispatcher, the real serializer, a journal in memory.
/// </summary>
internal static class TestEngine
{
    public static ActorSystemSetup Setup(SpyJournal? journal = null) => ActorSystemSetup.Create(
        BootstrapSetup.Create().WithConfig(
            Config.WithFallback(Akka.TestKit.Xunit2.TestKit.DefaultConfig)),
        SerializationSetup.Create(system =>
        [
            SerializerDetails.Create("argo", new ArgoEventSerializer(system), [typeof(IRollbackEvent)]),
        ]),
        new SpySetup(journal ?? new SpyJournal([])));

    private static Config Config => ConfigurationFactory.ParseString(
        $$"""
        {{ArgoDispatchers.Files}} {
          type = ForkJoinDispatcher
          throughput = 1
          dedicated-thread-pool { thread-count = 2, threadtype = background }
        }
        akka.stdout-loglevel = off
        akka.test { default-timeout = 30s, single-expect-default = 30s, filter-leeway = 30s }
        {{ArgoPersistence.Journal}} {
          class = "{{typeof(SpiedJournal).AssemblyQualifiedName}}"
          plugin-dispatcher = "akka.actor.default-dispatcher"
        }
        """);

    private sealed class SpySetup(SpyJournal journal) : Setup
    {
        public SpyJournal Journal => journal;
    }

    /// <summary>
    /// Speaks the journal's protocol itself: the base class has other signatures in later versions.
    /// </summary>
    public sealed class SpiedJournal : ReceiveActor
    {
        private readonly SpyJournal _spy =
            Context.System.Settings.Setup.Get<SpySetup>().Value.Journal;

        public SpiedJournal()
        {
            Receive<WriteMessages>(write => Write(write).PipeTo(Self));
            Receive<Action>(answer => answer());
            Receive<ReplayMessages>(Replay);
        }

        private async Task<Action> Write(WriteMessages write)
        {
            IPersistentRepresentation[] events =
            [
                .. write.Messages.OfType<AtomicWrite>()
                    .SelectMany(one => (IEnumerable<IPersistentRepresentation>)one.Payload),
            ];
            try
            {
                await _spy.WriteAsync(
                    [.. events.Select(e => SpyRow.Of(e.PersistenceId, e.SequenceNr, e.Payload))]);
                return () => Succeed(write, events);
            }
            catch (IOException failure)
            {
                return () => Fail(write, events, failure);
            }
        }

        private static void Succeed(WriteMessages write, IPersistentRepresentation[] events)
        {
            write.PersistentActor.Tell(WriteMessagesSuccessful.Instance, ActorRefs.NoSender);
            foreach (var fact in events)
            {
                write.PersistentActor.Tell(
                    new WriteMessageSuccess(fact, write.ActorInstanceId), fact.Sender);
            }
        }

        private static void Fail(
            WriteMessages write, IPersistentRepresentation[] events, IOException failure)
        {
            write.PersistentActor.Tell(new WriteMessagesFailed(failure, events.Length), ActorRefs.NoSender);
            foreach (var fact in events)
            {
                write.PersistentActor.Tell(
                    new WriteMessageFailure(fact, failure, write.ActorInstanceId), fact.Sender);
            }
        }

        private void Replay(ReplayMessages replay)
        {
            if (_spy.ReadFault is { } fault)
            {
                replay.PersistentActor.Tell(new ReplayMessagesFailure(fault), ActorRefs.NoSender);
                return;
            }

            var rows = _spy.Read(replay.PersistenceId);
            foreach (var row in rows.Where(
                row => row.SequenceNr >= replay.FromSequenceNr && row.SequenceNr <= replay.ToSequenceNr))
            {
                var stored = new Persistent(row.Event, row.SequenceNr, row.PersistenceId, row.Manifest);
                replay.PersistentActor.Tell(new ReplayedMessage(stored), ActorRefs.NoSender);
            }

            replay.PersistentActor.Tell(
                new RecoverySuccess(rows is [.., var last] ? last.SequenceNr : 0), ActorRefs.NoSender);
        }
    }
}
