using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Embedded;
using Akka.Serialization;

namespace Akka.Embedded;

/// <summary>
/// Everything that is particular to the embedded engine; pass it in an <c>ActorSystemSetup</c>.
/// </summary>
/// <remarks>Immutable: each <c>With</c> returns a changed copy.</remarks>
public sealed class EmbeddedSetup : Actor.Setup.Setup
{
    private EmbeddedSetup()
    {
    }

    internal int Throughput { get; private set; } = 30;

    internal ImmutableDictionary<string, (int Threads, int Throughput)> Dispatchers { get; private set; } =
        ImmutableDictionary<string, (int Threads, int Throughput)>.Empty;

    internal IEventJournal? Journal { get; private set; }

    internal ISnapshotRows? Snapshots { get; private set; }

    internal ImmutableArray<(
        Func<ExtendedActorSystem, Serializer> Factory,
        ImmutableArray<Type> BoundTypes)> Serializers { get; private set; } = [];

    internal Action<LogEvent> LogSink { get; private set; } = WriteWarningsToStandardError;

    internal LogLevel LogLevel { get; private set; } = LogLevel.InfoLevel;

    internal TimeSpan AskTimeout { get; private set; } = Timeout.InfiniteTimeSpan;

    internal int LoggedDeadLetters { get; private set; } = 10;

    internal TimeSpan RecoveryEventTimeout { get; private set; } = TimeSpan.FromSeconds(30);

    internal int MaxConcurrentRecoveries { get; private set; } = 50;

    /// <summary>
    /// The defaults: thread pool, in-memory journal, no snapshots, warnings and errors to standard error.
    /// </summary>
    public static EmbeddedSetup Create() => new();

    /// <summary>
    /// Adds a dispatcher with threads of its own, for actors that block; they are named after it.
    /// </summary>
    /// <param name="name">What <c>Props.WithDispatcher</c> names.</param>
    /// <param name="threads">How many threads; at least 1.</param>
    /// <param name="throughput">How many messages an actor handles before it gives way; at least 1.</param>
    public EmbeddedSetup WithDispatcher(string name, int threads, int throughput = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(throughput, 1);
        return With(copy => copy.Dispatchers = Dispatchers.SetItem(name, (threads, throughput)));
    }

    /// <summary>
    /// How many messages an actor of the default dispatcher handles before it gives way; 30 unless set.
    /// </summary>
    public EmbeddedSetup WithThroughput(int throughput)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(throughput, 1);
        return With(copy => copy.Throughput = throughput);
    }

    /// <summary>Where events are kept; a journal in memory, of this system alone, unless set.</summary>
    public EmbeddedSetup WithJournal(IEventJournal journal) => With(copy => copy.Journal = journal);

    /// <summary>Where snapshots are kept; unless set there are none, and saving one fails.</summary>
    public EmbeddedSetup WithSnapshots(ISnapshotRows snapshots) => With(copy => copy.Snapshots = snapshots);

    /// <summary>
    /// Binds a serializer to types, base types or interfaces; the most specific binding wins.
    /// </summary>
    public EmbeddedSetup WithSerializer(
        Func<ExtendedActorSystem, Serializer> factory,
        params Type[] boundTypes) =>
        With(copy => copy.Serializers = Serializers.Add((factory, [.. boundTypes])));

    /// <summary>
    /// Where log entries of a level and above go; called by the thread that logs, so it must be quick.
    /// </summary>
    public EmbeddedSetup WithLogSink(Action<LogEvent> sink, LogLevel level = LogLevel.InfoLevel) =>
        With(copy => (copy.LogSink, copy.LogLevel) = (sink, level));

    /// <summary>How long an <c>Ask</c> without a timeout of its own waits; for ever unless set.</summary>
    public EmbeddedSetup WithAskTimeout(TimeSpan timeout) => With(copy => copy.AskTimeout = timeout);

    /// <summary>How many dead letters are written to the log; 10 unless set, 0 for none.</summary>
    public EmbeddedSetup WithLoggedDeadLetters(int count) => With(copy => copy.LoggedDeadLetters = count);

    /// <summary>How long a recovering actor waits for the next event or snapshot; 30 s unless set.</summary>
    public EmbeddedSetup WithRecoveryEventTimeout(TimeSpan timeout) =>
        With(copy => copy.RecoveryEventTimeout = timeout);

    /// <summary>How many persistent actors may recover at a time; 50 unless set.</summary>
    public EmbeddedSetup WithMaxConcurrentRecoveries(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return With(copy => copy.MaxConcurrentRecoveries = count);
    }

    private static void WriteWarningsToStandardError(LogEvent entry)
    {
        if (entry.LogLevel() >= LogLevel.WarningLevel)
            Console.Error.WriteLine(entry);
    }

    private EmbeddedSetup With(Action<EmbeddedSetup> change)
    {
        var copy = (EmbeddedSetup)MemberwiseClone();
        change(copy);
        return copy;
    }
}
