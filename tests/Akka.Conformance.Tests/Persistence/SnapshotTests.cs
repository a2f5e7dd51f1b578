using Akka.Actor;
using Akka.Persistence;

namespace Akka.Conformance.Tests.Persistence;

public sealed class SnapshotTests() : ConformanceTest(Engine.Setup)
{
    private readonly Queue<string> _answers = new();

    [Fact]
    public void Recovery_should_begin_with_the_newest_snapshot_and_the_events_after_it()
    {
        var actor = Start("p");
        Tell(actor, "e1", "e2", "snap", "e3");
        ExpectAll("stored 1", "stored 2", "saved 2", "stored 3");
        Restart(actor);
        ExpectAll("offer e1+e2 at 2", "replay e3", "completed 3");
    }

    [Fact]
    public void Newest_of_several_snapshots_should_be_offered()
    {
        var actor = Start("p");
        Tell(actor, "e1", "snap", "e2", "snap");
        ExpectAll("stored 1", "saved 1", "stored 2", "saved 2");
        Restart(actor);
        ExpectAll("offer e1+e2 at 2", "completed 2");
    }

    [Fact]
    public void Criteria_should_choose_an_older_snapshot()
    {
        var actor = Start("p");
        Tell(actor, "e1", "snap", "e2", "snap");
        ExpectAll("stored 1", "saved 1", "stored 2", "saved 2");
        Stop(actor);
        Start("p", new Recovery(new SnapshotSelectionCriteria(1)), isFirst: false);
        ExpectAll("offer e1 at 1", "replay e2", "completed 2");
    }

    [Fact]
    public void No_snapshot_should_be_offered_when_none_is_wanted()
    {
        var actor = Start("p");
        Tell(actor, "e1", "snap");
        ExpectAll("stored 1", "saved 1");
        Stop(actor);
        Start("p", new Recovery(SnapshotSelectionCriteria.None), isFirst: false);
        ExpectAll("replay e1", "completed 1");
    }

    [Fact]
    public void Deleted_snapshot_should_not_be_offered()
    {
        var actor = Start("p");
        Tell(actor, "e1", "snap", "delete 1");
        ExpectAll("stored 1", "saved 1", "deleted 1");
        Restart(actor);
        ExpectAll("replay e1", "completed 1");
    }

    [Fact]
    public void Snapshots_that_fit_should_be_deleted()
    {
        var actor = Start("p");
        Tell(actor, "e1", "snap", "e2", "snap", "delete-to 1");
        ExpectAll("stored 1", "saved 1", "stored 2", "saved 2", "deleted to 1");
        Restart(actor);
        ExpectAll("offer e1+e2 at 2", "completed 2");
    }

    [Fact]
    public void Snapshot_that_cannot_be_serialised_should_be_answered_by_a_failure()
    {
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.On<string>(_ => a.SaveSnapshot(new Unstorable("x")));
                    a.On<SaveSnapshotFailure>(f => TestActor.Tell($"failed at {f.Metadata.SequenceNr}"));
                }));
        actor.Tell("go");
        ExpectAll("failed at 0");
    }

    [Fact]
    public void Answer_should_name_the_stream_and_the_time()
    {
        var before = DateTime.UtcNow;
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.On<string>(s => a.SaveSnapshot(s));
                    a.On<SaveSnapshotSuccess>(s => TestActor.Tell(s.Metadata));
                }));
        actor.Tell("go");
        var metadata = ExpectMsg<SnapshotMetadata>();
        Assert.Equal("p", metadata.PersistenceId);
        Assert.InRange(metadata.Timestamp, before.AddSeconds(-1), DateTime.UtcNow.AddSeconds(1));
    }

    [Fact]
    public void Deleted_messages_should_not_be_replayed_and_the_sequence_goes_on()
    {
        var actor = Start("p");
        Tell(actor, "e1", "e2", "e3", "forget 2");
        ExpectAll("stored 1", "stored 2", "stored 3", "forgot 2");
        Restart(actor);
        ExpectAll("replay e3", "completed 3");
        Tell(actor, "e4");
        ExpectAll("stored 4");
    }

    [Fact]
    public void Sequence_should_go_on_also_when_all_messages_are_deleted()
    {
        var actor = Start("p");
        Tell(actor, "e1", "e2", "forget 2");
        ExpectAll("stored 1", "stored 2", "forgot 2");
        Restart(actor);
        ExpectAll("completed 2");
        Tell(actor, "e3");
        ExpectAll("stored 3");
    }

    private IActorRef Start(string id, Recovery? recovery = null, bool isFirst = true)
    {
        var actor = ActorOf(
            Stored.Props(
                id,
                a =>
                {
                    var state = "";
                    a.HowToRecover = recovery;
                    void Apply(string e) => state = state.Length == 0 ? e : $"{state}+{e}";
                    a.Replay<SnapshotOffer>(offer =>
                    {
                        state = (string)offer.Snapshot;
                        TestActor.Tell($"offer {state} at {offer.Metadata.SequenceNr}");
                    });
                    a.Replay<string>(e =>
                    {
                        Apply(e);
                        TestActor.Tell($"replay {e}");
                    });
                    a.Replay<RecoveryCompleted>(_ => TestActor.Tell($"completed {a.LastSequenceNr}"));
                    a.On<Exception>(e => throw e);
                    a.On<SaveSnapshotSuccess>(s => TestActor.Tell($"saved {s.Metadata.SequenceNr}"));
                    a.On<DeleteSnapshotSuccess>(s => TestActor.Tell($"deleted {s.Metadata.SequenceNr}"));
                    a.On<DeleteSnapshotsSuccess>(s =>
                        TestActor.Tell($"deleted to {s.Criteria.MaxSequenceNr}"));
                    a.On<DeleteMessagesSuccess>(s => TestActor.Tell($"forgot {s.ToSequenceNr}"));
                    a.On<string>(command =>
                    {
                        var words = command.Split(' ');
                        switch (words[0])
                        {
                            case "snap":
                                a.SaveSnapshot(state);
                                break;
                            case "delete":
                                a.DeleteSnapshot(long.Parse(words[1]));
                                break;
                            case "delete-to":
                                a.DeleteSnapshots(new SnapshotSelectionCriteria(long.Parse(words[1])));
                                break;
                            case "forget":
                                a.DeleteMessages(long.Parse(words[1]));
                                break;
                            default:
                                a.Persist(
                                    command,
                                    e =>
                                    {
                                        Apply(e);
                                        TestActor.Tell($"stored {a.LastSequenceNr}");
                                    });
                                break;
                        }
                    });
                }));
        if (isFirst)
            ExpectMsg("completed 0");
        return actor;
    }

    /// <summary>
    /// Each command is answered before the next is told: answers about snapshots come when they come.
    /// </summary>
    private void Tell(IActorRef actor, params string[] commands)
    {
        foreach (var command in commands)
        {
            actor.Tell(command);
            _answers.Enqueue(ExpectMsg<string>());
        }
    }

    private static void Restart(IActorRef actor) => actor.Tell(new InvalidOperationException());

    private void Stop(IActorRef actor)
    {
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
    }

    private void ExpectAll(params string[] expected)
    {
        foreach (var message in expected)
        {
            if (_answers.TryDequeue(out var answer))
                Assert.Equal(message, answer);
            else
                ExpectMsg(message);
        }
    }

    [Fact]
    public void Messages_should_be_deleted_up_to_the_last_handled_one_only()
    {
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.On<string>(s => a.Persist(s, _ => TestActor.Tell("stored")));
                    a.On<long>(a.DeleteMessages);
                    a.On<DeleteMessagesSuccess>(done => TestActor.Tell($"to {done.ToSequenceNr}"));
                    a.On<DeleteMessagesFailure>(no => TestActor.Tell($"not to {no.ToSequenceNr}"));
                }));
        actor.Tell("a");
        ExpectMsg("stored");
        actor.Tell(2L);
        ExpectMsg("not to 2");
        actor.Tell(long.MaxValue);
        ExpectMsg("to 1");
    }
}
