using Akka.Actor;
using Akka.Persistence;

namespace Akka.Conformance.Tests.Persistence;

public sealed class RecoveryTests() : ConformanceTest(Engine.Setup)
{
    [Fact]
    public void Events_should_be_replayed_in_order_then_RecoveryCompleted()
    {
        Store("p", "a", "b", "c");
        ActorOf(Logging("p"));
        ExpectAll("r:a:1 True", "r:b:2 True", "r:c:3 True", "completed:3 False");
    }

    [Fact]
    public void Empty_stream_should_only_bring_RecoveryCompleted()
    {
        ActorOf(Logging("empty"));
        ExpectAll("completed:0 False");
    }

    [Fact]
    public void PreStart_should_run_before_the_recovery()
    {
        ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.OnPreStart = () => TestActor.Tell($"PreStart {a.IsRecovering}");
                    a.OnReplayed = () => TestActor.Tell("replayed");
                    a.Replay<RecoveryCompleted>(_ => TestActor.Tell($"completed {a.IsRecoveryFinished}"));
                }));
        ExpectAll("PreStart True", "replayed", "completed True");
    }

    [Fact]
    public void Commands_during_recovery_should_wait_and_keep_their_order()
    {
        var gate = Guid.NewGuid().ToString("N");
        var actor = ActorOf(Logging($"p!gate:{gate}"));
        for (var i = 0; i < 5; i++)
            actor.Tell($"{i}");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Engine.OpenGate(gate);
        ExpectAll("completed:0 False", "c:0", "c:1", "c:2", "c:3", "c:4");
    }

    [Fact]
    public void PoisonPill_during_recovery_should_not_wait()
    {
        var gate = Guid.NewGuid().ToString("N");
        var actor = ActorOf(Logging($"p!gate:{gate}"));
        Watch(actor);
        actor.Tell("never");
        actor.Tell(PoisonPill.Instance);
        ExpectTerminated(actor);
        Engine.OpenGate(gate);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Persist_during_replay_should_be_refused()
    {
        Store("p", "a");
        ActorOf(
            Stored.Props(
                "p",
                a =>
                    a.Replay<string>(_ =>
                        TestActor.Tell(
                            Record.Exception(() => a.Persist("x", _ => { }))?.GetType().Name ?? "allowed"))));
        ExpectAll("InvalidOperationException");
    }

    [Fact]
    public void Persist_should_be_allowed_from_RecoveryCompleted_on_and_come_before_commands()
    {
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.Replay<RecoveryCompleted>(_ => a.Persist("first", e => TestActor.Tell($"h:{e}")));
                    a.On<string>(s => TestActor.Tell($"c:{s}"));
                }));
        actor.Tell("x");
        ExpectAll("h:first", "c:x");
    }

    [Fact]
    public void Sequence_should_go_on_after_a_recovery()
    {
        Store("p", "a", "b");
        var actor = ActorOf(
            Stored.Props("p", a => a.On<string>(s => a.Persist(s, _ => TestActor.Tell(a.LastSequenceNr)))));
        actor.Tell("c");
        ExpectAll(3L);
    }

    [Fact]
    public void Restart_should_recover_from_the_journal()
    {
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    var sum = 0;
                    a.Replay<int>(n => sum += n);
                    a.On<int>(n => a.Persist(n, e => sum += e));
                    a.On<Exception>(e => throw e);
                    a.On<string>(_ => a.Sender.Tell(sum));
                }));
        actor.Tell(2);
        actor.Tell(40);
        actor.Tell(new InvalidOperationException());
        actor.Tell("sum");
        ExpectAll(42);
    }

    [Fact]
    public void Exception_in_a_handler_should_restart_and_replay_the_event()
    {
        var failed = false;
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.OnPreRestart = (_, _) => TestActor.Tell("PreRestart");
                    a.OnPostStop = () => TestActor.Tell("PostStop");
                    a.Replay<string>(e => TestActor.Tell($"r:{e}"));
                    a.On<string>(s =>
                    {
                        if (s == "next")
                            TestActor.Tell("c:next");
                        else
                            a.Persist(s, _ => FailOnce(ref failed));
                    });
                }));
        actor.Tell("event");
        actor.Tell("next");
        ExpectAll("PreRestart", "PostStop", "r:event", "c:next");
    }

    [Fact]
    public void Exception_in_a_recover_handler_should_stop_the_actor()
    {
        Store("p", "a", "b");
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.OnRecoveryFailed = (e, m) => TestActor.Tell($"{e.Message} {m}");
                    a.Replay<string>(e => throw new InvalidOperationException($"cannot {e}"));
                }));
        Watch(actor);
        ExpectAll("cannot a a");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Event_that_cannot_be_read_should_stop_the_actor()
    {
        var writer = ActorOf(
            Stored.Props(
                "p",
                a => a.On<string>(_ => a.Persist(new Unreadable("x"), _ => TestActor.Tell("stored")))));
        writer.Tell("go");
        ExpectAll("stored");
        Watch(writer);
        Sys.Stop(writer);
        ExpectTerminated(writer);
        var reader = ActorOf(Stored.Props("p", a => a.OnRecoveryFailed = (_, _) => TestActor.Tell("failed")));
        Watch(reader);
        ExpectAll("failed");
        ExpectTerminated(reader);
    }

    [Fact]
    public void Recovery_None_should_replay_nothing_and_keep_the_sequence()
    {
        Store("p", "a", "b");
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.HowToRecover = Recovery.None;
                    a.Replay<string>(e => TestActor.Tell($"r:{e}"));
                    a.On<string>(s => a.Persist(s, _ => TestActor.Tell(a.LastSequenceNr)));
                }));
        actor.Tell("c");
        ExpectAll(3L);
    }

    [Fact]
    public void Recovery_should_stop_at_a_number_or_after_so_many_events()
    {
        Store("p", "a", "b", "c");
        ActorOf(Logging("p", new Recovery(SnapshotSelectionCriteria.Latest, toSequenceNr: 2)));
        ExpectAll("r:a:1 True", "r:b:2 True", "completed:3 False");
        ActorOf(Logging("p", new Recovery(SnapshotSelectionCriteria.Latest, long.MaxValue, replayMax: 1)));
        ExpectAll("r:a:1 True", "completed:3 False");
    }

    [Fact]
    public void Exception_in_RecoveryCompleted_should_restart_and_recover_again()
    {
        var failed = false;
        ActorOf(
            Stored.Props(
                "p",
                a =>
                    a.Replay<RecoveryCompleted>(_ =>
                    {
                        TestActor.Tell("completed");
                        FailOnce(ref failed);
                    })));
        ExpectAll("completed", "completed");
    }

    [Fact]
    public void More_actors_than_may_recover_at_once_should_all_recover()
    {
        for (var i = 0; i < 300; i++)
        {
            var number = i;
            ActorOf(Stored.Props($"many-{i}", a => a.Replay<RecoveryCompleted>(_ => TestActor.Tell(number))));
        }

        Assert.Equal(300, ReceiveN(300, TimeSpan.FromSeconds(120)).Distinct().Count());
    }

    [Fact]
    public void Actors_that_stop_while_others_wait_to_recover_should_give_their_place_up()
    {
        var gate = Guid.NewGuid().ToString("N");
        var blocked = Enumerable
            .Range(0, 60)
            .Select(i => ActorOf(Stored.Props($"b{i}!gate:{gate}", _ => { })))
            .ToArray();
        foreach (var actor in blocked)
        {
            Watch(actor);
            Sys.Stop(actor);
        }

        Assert.Equal(60, ReceiveN(60, TimeSpan.FromSeconds(20)).OfType<Terminated>().Count());
        ActorOf(Logging("after"));
        ExpectAll("completed:0 False");
        Engine.OpenGate(gate);
    }

    private static void FailOnce(ref bool failed)
    {
        if (failed)
            return;
        failed = true;
        throw new InvalidOperationException("once");
    }

    private Props Logging(string id, Recovery? recovery = null) =>
        Stored.Props(
            id,
            a =>
            {
                a.HowToRecover = recovery;
                a.Replay<string>(e => TestActor.Tell($"r:{e}:{a.LastSequenceNr} {a.IsRecovering}"));
                a.Replay<RecoveryCompleted>(_ =>
                    TestActor.Tell($"completed:{a.LastSequenceNr} {a.IsRecovering}"));
                a.On<string>(s => TestActor.Tell($"c:{s}"));
            });

    private void Store(string id, params string[] events)
    {
        var probe = CreateTestProbe();
        var writer = ActorOf(
            Stored.Props(id, a => a.On<string>(s => a.Persist(s, _ => a.Sender.Tell("stored")))));
        foreach (var e in events)
        {
            probe.Send(writer, e);
            probe.ExpectMsg("stored");
        }

        probe.Watch(writer);
        Sys.Stop(writer);
        probe.ExpectTerminated(writer);
    }

    [Fact]
    public void End_of_a_watched_actor_during_the_recovery_should_come_after_it()
    {
        var gate = Guid.NewGuid().ToString("N");
        var watched = ActorOf(Scripted.Props(_ => { }));
        var actor = ActorOf(
            Stored.Props(
                $"!gate:{gate}",
                a =>
                {
                    a.OnPreStart = () => a.Context.Watch(watched);
                    a.On<Terminated>(t => TestActor.Tell(t.ActorRef));
                }));
        actor.Tell(new Identify("started"), TestActor);
        ExpectMsg<ActorIdentity>();
        Watch(watched);
        Sys.Stop(watched);
        ExpectTerminated(watched);
        actor.Tell(new Identify("after"), TestActor); // comes after the end, which is then put aside
        ExpectMsg<ActorIdentity>();
        Engine.OpenGate(gate);
        ExpectMsg(watched);
    }
}
