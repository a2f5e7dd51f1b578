using Akka.Actor;
using Akka.Persistence;
using Argo.Actors;
using Argo.Actors.Rollback;

namespace Argo.Hosting.Tests.Journal;

/// <summary>Persists what it is told in Argo's journal, and tells what it has folded.</summary>
internal sealed class CountingActor : ReceivePersistentActor
{
    private readonly List<string> _reasons = [];

    public CountingActor(string id)
    {
        PersistenceId = id;
        (JournalPluginId, SnapshotPluginId) = (ArgoPersistence.Journal, ArgoPersistence.NoSnapshots);
        Recover<RollbackEvents.Aborted>(fact => _reasons.Add(fact.Reason));
        Command<string>(reason => Persist(
            new RollbackEvents.Aborted(reason, DateTimeOffset.UnixEpoch),
            fact =>
            {
                _reasons.Add(fact.Reason);
                Sender.Tell(string.Join(' ', _reasons));
            }));
        Command<Read>(_ => Sender.Tell(string.Join(' ', _reasons)));
    }

    public override string PersistenceId { get; }

    public static Props Props(string id) => Akka.Actor.Props.Create(() => new CountingActor(id));

    internal sealed record Read;
}
