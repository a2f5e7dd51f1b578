using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence;
using Argo.Actors;
using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;
using Argo.Workspaces.Transactions;

namespace Argo.Hosting.Composition;

/// <summary>
/// Stands before the journal where failpoints are armed: <c>commit.prepared.before</c> and its kin.
/// </summary>
/// <remarks>
/// It speaks the journal's protocol, which is the same in all versions; the base classes are not.
/// </remarks>
internal sealed class FailpointJournal : ReceiveActor
{
    private readonly Failpoints _failpoints;

    public FailpointJournal(Config config)
    {
        _failpoints = Context.System.Settings.Setup.Get<Points>().Value.Failpoints;
        var journal = Persistence.Instance.Apply(Context.System).JournalFor(config.GetString("behind"));
        Receive<WriteMessages>(write => Write(write, journal));
        ReceiveAny(other => journal.Forward(other));
    }

    /// <summary>Puts it in the journal's place.</summary>
    /// <param name="behind">The name of the journal that does the work.</param>
    public static Config Configured(string behind) => ConfigurationFactory.ParseString(
        $$"""
        {{ArgoPersistence.Journal}} {
          class = "{{typeof(FailpointJournal).AssemblyQualifiedName}}"
          plugin-dispatcher = "akka.actor.default-dispatcher"
          behind = "akka.persistence.journal.{{behind}}"
        }
        """);

    private void Write(WriteMessages write, IActorRef journal)
    {
        IPersistentRepresentation[] events =
        [
            .. write.Messages.OfType<AtomicWrite>()
                .SelectMany(one => (IEnumerable<IPersistentRepresentation>)one.Payload),
        ];
        string[] points = [.. events.Select(fact => fact.Payload).OfType<IRollbackEvent>().Select(PointOf)];
        try
        {
            Array.ForEach(points, point => _failpoints.Hit($"{point}.before"));
        }
        catch (Exception armed)
        {
            Refuse(write, events, armed);
            return;
        }

        var relay = Context.ActorOf(
            Akka.Actor.Props.Create(() => new Relay(write.PersistentActor, points, _failpoints)));
        journal.Tell(new WriteMessages(write.Messages, relay, write.ActorInstanceId), ActorRefs.NoSender);
    }

    private static void Refuse(WriteMessages write, IPersistentRepresentation[] events, Exception cause)
    {
        write.PersistentActor.Tell(new WriteMessagesFailed(cause, events.Length), ActorRefs.NoSender);
        foreach (var fact in events)
        {
            write.PersistentActor.Tell(
                new WriteMessageFailure(fact, cause, write.ActorInstanceId), fact.Sender);
        }
    }

    private static string PointOf(IRollbackEvent fact) =>
        CommitPoint.Of(new ArgoEventSerializer(null!).Manifest(fact));

    /// <summary>The failpoints, on their way to an actor that Akka makes from its configuration.</summary>
    internal sealed class Points(Failpoints failpoints) : Setup
    {
        public Failpoints Failpoints { get; } = failpoints;
    }

    /// <summary>
    /// Hands the journal's answers on, after the points behind the write were passed; where one of these
    /// throws, the events are written, and their writer hears that it failed.
    /// </summary>
    private sealed class Relay : ReceiveActor
    {
        private readonly Failpoints _failpoints;
        private Exception? _lost;

        public Relay(IActorRef writer, string[] points, Failpoints failpoints)
        {
            _failpoints = failpoints;
            var left = points.Length;
            Receive<WriteMessagesSuccessful>(done => writer.Tell(
                Pass(points) ? done : new WriteMessagesFailed(_lost!, points.Length), Sender));
            Receive<WriteMessagesFailed>(failed => writer.Forward(failed));
            ReceiveAny(answer =>
            {
                writer.Tell(_lost is { } lost && answer is WriteMessageSuccess done
                    ? new WriteMessageFailure(done.Persistent, lost, done.ActorInstanceId)
                    : answer, Sender);
                if (--left <= 0)
                    Context.Stop(Self);
            });
        }

        private bool Pass(string[] points)
        {
            try
            {
                Array.ForEach(points, point => _failpoints.Hit($"{point}.after"));
            }
            catch (Exception armed)
            {
                _lost = armed;
            }

            return _lost is null;
        }
    }
}
