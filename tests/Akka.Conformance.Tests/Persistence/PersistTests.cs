using Akka.Actor;
using Akka.Persistence;

namespace Akka.Conformance.Tests.Persistence;

public sealed class PersistTests() : ConformanceTest(Engine.Setup)
{
    [Fact]
    public void Handler_should_run_after_the_rest_of_the_command_and_before_the_next_one()
    {
        var actor = Persistent<string>((a, s) =>
        {
            TestActor.Tell($"c:{s}");
            if (s == "z")
                return;
            a.Persist($"{s}1", e => TestActor.Tell($"h:{e}"));
            a.Persist($"{s}2", e => TestActor.Tell($"h:{e}"));
            TestActor.Tell($"after:{s}");
        });
        actor.Tell("e");
        actor.Tell("z");
        ExpectAll("c:e", "after:e", "h:e1", "h:e2", "c:z");
    }

    [Fact]
    public void Persist_in_a_handler_should_also_come_before_the_next_command()
    {
        var actor = Persistent<string>((a, s) =>
        {
            TestActor.Tell($"c:{s}");
            if (s == "outer")
            {
                a.Persist(
                    "one",
                    _ =>
                    {
                        TestActor.Tell("h:one");
                        a.Persist("two", _ => TestActor.Tell("h:two"));
                    });
            }
        });
        actor.Tell("outer");
        actor.Tell("next");
        ExpectAll("c:outer", "h:one", "h:two", "c:next");
    }

    [Fact]
    public void Sender_in_a_handler_should_be_that_of_the_command()
    {
        var actor = Persistent<string>((a, s) => a.Persist(s, e => a.Sender.Tell($"re: {e}")));
        var probes = Enumerable.Range(0, 3).Select(_ => CreateTestProbe()).ToArray();
        for (var i = 0; i < 3; i++)
            probes[i].Send(actor, $"{i}");
        for (var i = 0; i < 3; i++)
            probes[i].ExpectMsg($"re: {i}");
    }

    [Fact]
    public void Commands_during_a_persist_should_keep_their_order()
    {
        var actor = Persistent<int>((a, n) => a.Persist($"{n}", e => TestActor.Tell(e)));
        TellAndExpectInOrder(actor, 200);
    }

    [Fact]
    public void PersistAll_should_run_the_handler_for_each_event_in_order()
    {
        var actor = Persistent<string>((a, s) =>
        {
            TestActor.Tell($"c:{s}");
            if (s == "all")
                a.PersistAll(["a", "b", "c"], e => TestActor.Tell($"h:{e}:{a.LastSequenceNr}"));
        });
        actor.Tell("all");
        actor.Tell("next");
        ExpectAll("c:all", "h:a:1", "h:b:2", "h:c:3", "c:next");
    }

    [Fact]
    public void PersistAll_of_nothing_should_not_hold_anything_up()
    {
        var actor = Persistent<string>((a, s) =>
        {
            a.PersistAll(Array.Empty<string>(), _ => TestActor.Tell("never"));
            TestActor.Tell($"c:{s}");
        });
        actor.Tell("1");
        actor.Tell("2");
        ExpectAll("c:1", "c:2");
    }

    [Fact]
    public void PersistAsync_should_let_commands_through()
    {
        var gate = Guid.NewGuid().ToString("N");
        var actor = Persistent<string>((a, s) =>
        {
            TestActor.Tell($"c:{s}");
            if (s != "z")
                a.PersistAsync($"{s}!gate:{gate}", _ => TestActor.Tell($"h:{s}"));
        });
        actor.Tell("a");
        actor.Tell("z");
        ExpectAll("c:a", "c:z");
        Engine.OpenGate(gate);
        ExpectAll("h:a");
    }

    [Fact]
    public void PersistAsync_handlers_should_run_in_order_with_their_senders()
    {
        var actor = Persistent<int>((a, n) => a.PersistAsync($"{n}", e => a.Sender.Tell(e)));
        TellAndExpectInOrder(actor, 100);
    }

    [Fact]
    public void PersistAllAsync_should_run_the_handler_for_each_event_in_order()
    {
        var actor = Persistent<string>((a, _) =>
            a.PersistAllAsync(["a", "b"], e => TestActor.Tell($"h:{e}")));
        actor.Tell("go");
        ExpectAll("h:a", "h:b");
    }

    [Fact]
    public void Mixed_persists_should_run_their_handlers_in_the_order_of_the_calls()
    {
        var actor = Persistent<string>((a, s) =>
        {
            TestActor.Tell($"c:{s}");
            if (s != "mix")
                return;
            a.PersistAsync("1", e => TestActor.Tell($"async:{e}"));
            a.Persist("2", e => TestActor.Tell($"sync:{e}"));
            a.PersistAsync("3", e => TestActor.Tell($"async:{e}"));
            a.DeferAsync("4", e => TestActor.Tell($"defer:{e}"));
        });
        actor.Tell("mix");
        ExpectAll("c:mix", "async:1", "sync:2", "async:3", "defer:4");
    }

    [Fact]
    public void DeferAsync_should_wait_for_earlier_persists()
    {
        var actor = Persistent<string>((a, _) =>
        {
            a.Persist("event", e => TestActor.Tell($"h:{e}"));
            a.DeferAsync("deferred", e => TestActor.Tell($"d:{e} {a.Sender.Equals(TestActor)}"));
            TestActor.Tell("end of command");
        });
        actor.Tell("go");
        ExpectAll("end of command", "h:event", "d:deferred True");
    }

    [Fact]
    public void DeferAsync_should_run_at_once_when_nothing_is_pending()
    {
        var actor = Persistent<string>((a, _) =>
        {
            a.DeferAsync("deferred", e => TestActor.Tell(e));
            TestActor.Tell("end of command");
        });
        actor.Tell("go");
        ExpectAll("deferred", "end of command");
    }

    [Fact]
    public void Deferred_events_should_not_be_stored()
    {
        var actor = Persistent(a =>
        {
            a.Replay<string>(e => TestActor.Tell($"r:{e}"));
            a.On<string>(_ =>
            {
                a.Persist("stored", _ => { });
                a.DeferAsync("deferred", _ => TestActor.Tell("done"));
            });
            a.On<Exception>(e => throw e);
        });
        actor.Tell("go");
        ExpectAll("done");
        actor.Tell(new InvalidOperationException());
        ExpectAll("r:stored");
        actor.Tell("go");
        ExpectAll("done");
    }

    [Fact]
    public void LastSequenceNr_should_count_events_whose_handler_has_run()
    {
        var actor = Persistent<string>((a, s) =>
        {
            TestActor.Tell(a.LastSequenceNr);
            a.Persist(s, _ => TestActor.Tell(a.LastSequenceNr));
        });
        actor.Tell("a");
        actor.Tell("b");
        ExpectAll(0L, 1L, 1L, 2L);
    }

    [Fact]
    public void Become_should_change_the_commands_only()
    {
        var actor = Persistent(a =>
        {
            a.Replay<string>(e => TestActor.Tell($"r:{e}"));
            a.On<string>(s =>
                a.Persist(
                    s,
                    _ =>
                        a.Switch(() =>
                        {
                            a.On<string>(t => TestActor.Tell($"became:{t}"));
                            a.On<Exception>(e => throw e);
                        })));
        });
        actor.Tell("event");
        actor.Tell("x");
        ExpectAll("became:x");
        actor.Tell(new InvalidOperationException());
        ExpectAll("r:event");
    }

    [Fact]
    public void User_stash_should_come_back_one_by_one_through_persists()
    {
        var actor = Persistent(a =>
        {
            var open = false;
            a.On<int>(n =>
            {
                if (open)
                    a.Persist($"{n}", e => TestActor.Tell($"h:{e}"));
                else
                    a.Stash.Stash();
            });
            a.On<string>(_ =>
                a.Persist(
                    "open",
                    _ =>
                    {
                        open = true;
                        a.Stash.UnstashAll();
                    }));
        });
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("open");
        actor.Tell(3);
        ExpectAll("h:1", "h:2", "h:3");
    }

    [Fact]
    public void Async_command_should_persist_after_an_await_and_hold_up_the_next()
    {
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                    a.OnAsync<string>(async s =>
                    {
                        TestActor.Tell($"c:{s}");
                        await Task.Yield();
                        a.Persist(s, e => TestActor.Tell($"h:{e} {a.Sender.Equals(TestActor)}"));
                        await Task.Yield();
                        TestActor.Tell($"end:{s}");
                    })));
        actor.Tell("a");
        actor.Tell("b");
        ExpectAll("c:a", "end:a", "h:a True", "c:b", "end:b", "h:b True");
    }

    [Fact]
    public void Async_commands_that_end_at_once_should_keep_the_order()
    {
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                    a.OnAsync<int>(n =>
                    {
                        a.Persist($"{n}", e => TestActor.Tell(e));
                        return Task.CompletedTask;
                    })));
        TellAndExpectInOrder(actor, 100);
    }

    [Fact]
    public void Stop_after_a_persist_should_store_the_event_and_not_run_the_handler()
    {
        Props Of(string name) =>
            Stored.Props(
                "p",
                a =>
                {
                    a.Replay<string>(e => TestActor.Tell($"{name} r:{e}"));
                    a.On<string>(s =>
                    {
                        a.Persist(s, _ => TestActor.Tell("handler"));
                        a.Context.Stop(a.Self);
                    });
                    a.OnPostStop = () => TestActor.Tell($"{name} PostStop");
                });
        ActorOf(Of("first")).Tell("event");
        ExpectAll("first PostStop");
        ActorOf(Of("second"));
        ExpectAll("second r:event");
    }

    [Fact]
    public void PoisonPill_during_a_persist_should_not_be_put_aside()
    {
        var gate = Guid.NewGuid().ToString("N");
        var actor = Persistent(a =>
        {
            a.On<string>(s =>
            {
                TestActor.Tell("command");
                a.Persist(s, _ => TestActor.Tell("handler"));
            });
            a.OnPostStop = () => TestActor.Tell("PostStop");
        });
        actor.Tell($"!gate:{gate}");
        ExpectAll("command");
        actor.Tell("lost");
        actor.Tell(PoisonPill.Instance);
        ExpectAll("PostStop");
        Engine.OpenGate(gate);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
    }

    [Fact]
    public void Untyped_persistent_actor_should_do_the_same()
    {
        var actor = ActorOf(() => new Untyped("u", TestActor));
        actor.Tell("a");
        ExpectAll("recovered", "h:a");
        actor.Tell(new InvalidOperationException());
        ExpectAll("r:a", "recovered");
    }

    private IActorRef Persistent(Action<Stored> begin) => ActorOf(Stored.Props("p", begin));

    private IActorRef Persistent<T>(Action<Stored, T> command) =>
        Persistent(a => a.On<T>(message => command(a, message)));

    private void TellAndExpectInOrder(IActorRef actor, int count)
    {
        for (var i = 0; i < count; i++)
            actor.Tell(i);
        Assert.Equal(
            Enumerable.Range(0, count).Select(i => $"{i}"),
            ReceiveN(count, TimeSpan.FromSeconds(30)).Cast<string>());
    }

    private sealed class Untyped(string id, IActorRef log) : UntypedPersistentActor
    {
        public override string PersistenceId => id;

        protected override void OnCommand(object message)
        {
            if (message is Exception e)
                throw e;
            Persist(message, stored => log.Tell($"h:{stored}"));
        }

        protected override void OnRecover(object message) =>
            log.Tell(message is RecoveryCompleted ? "recovered" : $"r:{message}");
    }

    [Fact]
    public void End_of_a_watched_actor_during_a_persist_should_come_after_it()
    {
        var gate = Guid.NewGuid().ToString("N");
        var watched = ActorOf(Scripted.Props(_ => { }));
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.OnPreStart = () => a.Context.Watch(watched);
                    a.On<Terminated>(t => TestActor.Tell(t.ActorRef));
                    a.On<string>(s =>
                    {
                        a.Persist(s, _ => TestActor.Tell("stored"));
                        TestActor.Tell("persisting");
                    });
                }));
        actor.Tell($"!gate:{gate}");
        ExpectMsg("persisting");
        Watch(watched);
        Sys.Stop(watched);
        ExpectTerminated(watched);
        actor.Tell(new Identify("after"), TestActor); // comes after the end, which is then put aside
        ExpectMsg<ActorIdentity>();
        Engine.OpenGate(gate);
        ExpectMsg("stored");
        ExpectMsg(watched);
    }
}
