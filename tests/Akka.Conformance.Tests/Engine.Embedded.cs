using System.Collections.Concurrent;
using System.Text;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Embedded;
using Akka.Persistence.Embedded;
using Akka.Serialization;
using Akka.TestKit;

namespace Akka.Conformance.Tests;

/// <summary>What the suite needs of an engine beyond its public API, on the embedded one.</summary>
/// <remarks>
/// A journal and a snapshot store in memory that misbehave on request: an event that contains <c>!fail</c>
/// fails its write;
/// one that contains <c>!gate:NAME</c>, or a stream whose id contains it, waits until that gate opens;
/// <see cref="Unstorable"/> is rejected; <see cref="Unreadable"/> cannot be read again.
/// </remarks>
internal static class Engine
{
    internal const string DispatcherName = "conformance-dispatcher";
    internal const int DispatcherThreads = 2;

    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Gates = new();

    /// <summary>A system without persistence.</summary>
    internal static ActorSystemSetup Plain => ActorSystemSetup.Create(Deadline);

    /// <summary>A system with a journal of its own.</summary>
    internal static ActorSystemSetup Setup => ActorSystemSetup.Create(Embedded(), Deadline);

    /// <summary>A system that gives up a recovery soon.</summary>
    internal static ActorSystemSetup ImpatientSetup =>
        ActorSystemSetup.Create(
            Embedded().WithRecoveryEventTimeout(TimeSpan.FromMilliseconds(200)),
            Deadline);

    private static TestKitSetup Deadline => TestKitSetup.WithDeadline(TimeSpan.FromSeconds(30));

    internal static void OpenGate(string name) => Gate(name).TrySetResult();

    private static TaskCompletionSource Gate(string name) =>
        Gates.GetOrAdd(
            name,
            _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private static EmbeddedSetup Embedded() =>
        EmbeddedSetup
            .Create()
            .WithLogSink(_ => { }, Event.LogLevel.DebugLevel)
            .WithDispatcher(DispatcherName, DispatcherThreads)
            .WithJournal(new MisbehavingJournal())
            .WithSnapshots(new InMemorySnapshots())
            .WithSerializer(
                system => new TestEventSerializer(system),
                typeof(Unstorable),
                typeof(Unreadable));

    private static Task PassGates(string text)
    {
        var at = text.IndexOf("!gate:", StringComparison.Ordinal);
        return at < 0 ? Task.CompletedTask : Gate(text[(at + 6)..]).Task;
    }

    private sealed class MisbehavingJournal : IEventJournal
    {
        private readonly InMemoryJournal _rows = new();

        public async Task WriteAsync(IReadOnlyList<JournalRow> rows)
        {
            foreach (var text in rows.Select(row => Encoding.UTF8.GetString(row.Payload)))
            {
                await PassGates(text);
                if (text.Contains("!fail", StringComparison.Ordinal))
                    throw new IOException("The journal failed.");
            }

            await _rows.WriteAsync(rows);
        }

        public async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr)
        {
            await PassGates(persistenceId);
            return await _rows.ReadHighestSequenceNrAsync(persistenceId, fromSequenceNr);
        }

        public Task ReplayAsync(
            string persistenceId,
            long fromSequenceNr,
            long toSequenceNr,
            long max,
            Action<JournalRow> callback) =>
            _rows.ReplayAsync(persistenceId, fromSequenceNr, toSequenceNr, max, callback);

        public Task DeleteToAsync(string persistenceId, long toSequenceNr) =>
            _rows.DeleteToAsync(persistenceId, toSequenceNr);
    }

    private sealed class TestEventSerializer(ExtendedActorSystem system)
        : SerializerWithStringManifest(system)
    {
        public override int Identifier => 9001;

        public override string Manifest(object o) => o.GetType().Name;

        public override byte[] ToBinary(object obj) =>
            obj is Unstorable ? throw new NotSupportedException("This cannot be stored.") : [];

        public override object FromBinary(byte[] bytes, string manifest) =>
            throw new NotSupportedException("This cannot be read.");
    }
}
