using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence;

namespace Akka.Conformance.Tests;

/// <summary>
/// What the suite needs of an engine beyond its public API, on Akka.NET; see the embedded one for what it
/// does.
/// </summary>
internal static class Engine
{
    internal const string DispatcherName = "conformance-dispatcher";
    internal const int DispatcherThreads = 2;

    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();

    internal static ActorSystemSetup Plain => Create(ConfigurationFactory.Empty);

    internal static ActorSystemSetup Setup => Configured("30s");

    internal static ActorSystemSetup ImpatientSetup => Configured("200ms");

    internal static void OpenGate(string name) => Gate(name).TrySetResult();

    private static TaskCompletionSource Gate(string name) =>
        Gates.GetOrAdd(
            name,
            _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static ActorSystemSetup Configured(string recoveryTimeout)
    {
        var config = ConfigurationFactory.ParseString(
            $$"""
            {{DispatcherName}} {
              type = ForkJoinDispatcher
              throughput = 1
              dedicated-thread-pool { thread-count = {{DispatcherThreads}}, threadtype = background }
            }
            akka.persistence.journal {
              plugin = "akka.persistence.journal.misbehaving"
              misbehaving {
                class = "{{typeof(MisbehavingJournal).AssemblyQualifiedName}}"
                plugin-dispatcher = "akka.actor.default-dispatcher"
                recovery-event-timeout = {{recoveryTimeout}}
                circuit-breaker { max-failures = 1000, call-timeout = 60s, reset-timeout = 60s }
                replay-filter { mode = off }
              }
            }
            akka.persistence.snapshot-store {
              plugin = "akka.persistence.snapshot-store.misbehaving"
              misbehaving {
                class = "{{typeof(MisbehavingSnapshots).AssemblyQualifiedName}}"
                plugin-dispatcher = "akka.actor.default-dispatcher"
              }
            }
            """);
        return Create(config);
    }

    private static ActorSystemSetup Create(Config config)
    {
        var deadlines = ConfigurationFactory.ParseString(
            """
            akka.test { default-timeout = 30s, single-expect-default = 30s, filter-leeway = 30s }
            """);
        return ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(
                config.WithFallback(deadlines).WithFallback(TestKit.Xunit2.TestKit.DefaultConfig)));
    }

    private static Task PassGates(object payload)
    {
        var text = payload as string ?? "";
        var at = text.IndexOf("!gate:", StringComparison.Ordinal);
        return at < 0 ? Task.CompletedTask : Gate(text[(at + 6)..]).Task;
    }

    /// <summary>
    /// Speaks the journal's protocol itself: the base class has other signatures in later versions.
    /// </summary>
    public sealed class MisbehavingJournal : ReceiveActor
    {
        private readonly ConcurrentDictionary<string, Stream> _streams = new();

        public MisbehavingJournal()
        {
            Receive<WriteMessages>(write => _ = Write(write));
            Receive<ReplayMessages>(replay => _ = Replay(replay));
            Receive<DeleteMessagesTo>(delete =>
            {
                StreamOf(delete.PersistenceId).DeleteTo(delete.ToSequenceNr);
                delete.PersistentActor.Tell(new DeleteMessagesSuccess(delete.ToSequenceNr));
            });
        }

        private static IPersistentRepresentation[] Rows(IPersistentEnvelope envelope) =>
            envelope is AtomicWrite write ? [.. (IEnumerable<IPersistentRepresentation>)write.Payload] : [];

        private static async Task Append(Stream stream, IPersistentEnvelope[] envelopes)
        {
            foreach (var row in envelopes.SelectMany(Rows))
            {
                await PassGates(row.Payload);
                if (row.Payload is string text && text.Contains("!fail", StringComparison.Ordinal))
                    throw new IOException("The journal failed.");
            }

            foreach (
                var rows in envelopes.Select(Rows).Where(rows => !rows.Any(row => row.Payload is Unstorable)))
                stream.Append(rows);
        }

        private static object Outcome(
            IPersistentRepresentation row,
            bool rejected,
            Exception? failure,
            int actor)
        {
            if (failure is not null)
                return new WriteMessageFailure(row, failure, actor);
            return rejected
                ? new WriteMessageRejected(row, new NotSupportedException("This cannot be stored."), actor)
                : new WriteMessageSuccess(row, actor);
        }

        private Stream StreamOf(string persistenceId) => _streams.GetOrAdd(persistenceId, _ => new Stream());

        private async Task Write(WriteMessages write)
        {
            IPersistentEnvelope[] envelopes = [.. write.Messages];
            var stream = StreamOf(
                envelopes.SelectMany(Rows).Select(row => row.PersistenceId).FirstOrDefault() ?? "");
            Exception? failure = null;
            stream.WriteInProgress = Append(stream, envelopes);
            try
            {
                await stream.WriteInProgress;
            }
            catch (Exception cause)
            {
                failure = cause;
            }

            var to = write.PersistentActor;
            to.Tell(
                failure is null
                    ? WriteMessagesSuccessful.Instance
                    : new WriteMessagesFailed(failure, envelopes.Length),
                ActorRefs.NoSender);
            foreach (var envelope in envelopes)
            {
                var rows = Rows(envelope);
                var rejected = rows.Any(row => row.Payload is Unstorable);
                foreach (var row in rows)
                    to.Tell(Outcome(row, rejected, failure, write.ActorInstanceId), row.Sender);
                if (rows.Length == 0)
                    to.Tell(new LoopMessageSuccess(envelope.Payload, write.ActorInstanceId), envelope.Sender);
            }
        }

        private async Task Replay(ReplayMessages replay)
        {
            var stream = StreamOf(replay.PersistenceId);
            await PassGates(replay.PersistenceId);
            // As Akka.Persistence.Sql does: the write in progress of the stream comes first.
            await stream.WriteInProgress.ContinueWith(_ => { }, TaskScheduler.Default);
            foreach (var row in stream.Read(replay.FromSequenceNr, replay.ToSequenceNr, replay.Max))
            {
                if (row.Payload is Unreadable)
                {
                    replay.PersistentActor.Tell(
                        new ReplayMessagesFailure(new NotSupportedException("This cannot be read.")),
                        ActorRefs.NoSender);
                    return;
                }

                replay.PersistentActor.Tell(new ReplayedMessage(row), ActorRefs.NoSender);
            }

            replay.PersistentActor.Tell(new RecoverySuccess(stream.Highest), ActorRefs.NoSender);
        }

        private sealed class Stream
        {
            private ImmutableSortedDictionary<long, IPersistentRepresentation> _rows =
                ImmutableSortedDictionary<long, IPersistentRepresentation>.Empty;

            public Task WriteInProgress { get; set; } = Task.CompletedTask;

            public long Highest { get; private set; }

            public void Append(IPersistentRepresentation[] rows)
            {
                foreach (var row in rows)
                {
                    if (row.SequenceNr <= Highest)
                        throw new InvalidOperationException(
                            $"Event {row.SequenceNr} of {row.PersistenceId} exists.");
                    _rows = _rows.Add(row.SequenceNr, row);
                    Highest = row.SequenceNr;
                }
            }

            public IEnumerable<IPersistentRepresentation> Read(long from, long to, long max) =>
                _rows
                    .Values.Where(row => row.SequenceNr >= from && row.SequenceNr <= to)
                    .Take((int)Math.Min(max, int.MaxValue));

            public void DeleteTo(long to) => _rows = _rows.RemoveRange(_rows.Keys.Where(nr => nr <= to));
        }
    }

    /// <summary>Speaks the snapshot store's protocol itself, for the same reason.</summary>
    public sealed class MisbehavingSnapshots : ReceiveActor
    {
        private readonly List<SelectedSnapshot> _snapshots = [];

        public MisbehavingSnapshots()
        {
            Receive<LoadSnapshot>(load =>
                Sender.Tell(
                    new LoadSnapshotResult(
                        Fitting(load.PersistenceId, load.Criteria, load.ToSequenceNr)
                            .MaxBy(s => s.Metadata.SequenceNr),
                        load.ToSequenceNr)));
            Receive<SaveSnapshot>(Save);
            Receive<DeleteSnapshot>(delete =>
            {
                _snapshots.RemoveAll(s =>
                    s.Metadata.PersistenceId == delete.Metadata.PersistenceId
                    && s.Metadata.SequenceNr == delete.Metadata.SequenceNr);
                Sender.Tell(new DeleteSnapshotSuccess(delete.Metadata));
            });
            Receive<DeleteSnapshots>(delete =>
            {
                foreach (
                    var snapshot in Fitting(delete.PersistenceId, delete.Criteria, long.MaxValue).ToArray())
                    _snapshots.Remove(snapshot);
                Sender.Tell(new DeleteSnapshotsSuccess(delete.Criteria));
            });
        }

        private void Save(SaveSnapshot save)
        {
            if (save.Snapshot is Unstorable)
            {
                Sender.Tell(
                    new SaveSnapshotFailure(
                        save.Metadata,
                        new NotSupportedException("This cannot be stored.")));
                return;
            }

            var metadata = new SnapshotMetadata(
                save.Metadata.PersistenceId,
                save.Metadata.SequenceNr,
                DateTime.UtcNow);
            _snapshots.Add(new SelectedSnapshot(metadata, save.Snapshot));
            Sender.Tell(new SaveSnapshotSuccess(metadata));
        }

        private IEnumerable<SelectedSnapshot> Fitting(
            string id,
            SnapshotSelectionCriteria criteria,
            long to) =>
            _snapshots.Where(s =>
                s.Metadata.PersistenceId == id
                && s.Metadata.SequenceNr <= Math.Min(criteria.MaxSequenceNr, to)
                && s.Metadata.SequenceNr >= criteria.MinSequenceNr
                && s.Metadata.Timestamp <= criteria.MaxTimeStamp);
    }
}
