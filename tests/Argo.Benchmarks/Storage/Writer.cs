using Akka.Actor;
using Akka.Persistence;
using Argo.Actors;
using Argo.Actors.Rollback;

namespace Argo.Benchmarks.Storage;

/// <summary>
/// Writes so many events, one after the other or all at once, and says when the last is durable.
/// </summary>
internal sealed class Writer : ReceivePersistentActor
{
    private readonly TaskCompletionSource _recovered;
    private int _left;
    private TaskCompletionSource? _done;

    public Writer(string id, TaskCompletionSource recovered)
    {
        (PersistenceId, _recovered) = (id, recovered);
        (JournalPluginId, SnapshotPluginId) = (ArgoPersistence.Journal, ArgoPersistence.NoSnapshots);
        Recover<IRollbackEvent>(_ => { });
        Command<OneByOne>(order =>
        {
            (_left, _done) = (order.Events, order.Done);
            Next();
        });
        Command<AllAtOnce>(order =>
        {
            (_left, _done) = (order.Events, order.Done);
            PersistAll(Enumerable.Repeat(Fact, order.Events), _ => Count());
        });
    }

    public static RollbackEvents.Aborted Fact { get; } = new("benchmark", DateTimeOffset.UnixEpoch);

    public override string PersistenceId { get; }

    protected override void OnReplaySuccess() => _recovered.TrySetResult();

    private void Next() => Persist(Fact, _ =>
    {
        if (!Count())
            Next();
    });

    private bool Count()
    {
        if (--_left > 0)
            return false;
        _done!.TrySetResult();
        return true;
    }

    /// <summary>Each waits until the one before it is durable.</summary>
    internal sealed record OneByOne(int Events, TaskCompletionSource Done);

    /// <summary>One write of all.</summary>
    internal sealed record AllAtOnce(int Events, TaskCompletionSource Done);
}
