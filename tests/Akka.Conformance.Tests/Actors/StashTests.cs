using Akka.Actor;
using Akka.Event;

namespace Akka.Conformance.Tests.Actors;

public sealed class StashTests : ConformanceTest
{
    [Fact]
    public void Unstashed_messages_should_run_before_those_already_queued()
    {
        using var gate = new ManualResetEventSlim();
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<int>(_ => a.Stash.Stash());
                a.On<string>(_ =>
                {
                    gate.Wait(TimeSpan.FromSeconds(30));
                    a.Stash.UnstashAll();
                    a.Switch(() => a.On<int>(n => TestActor.Tell(n)));
                });
            }));
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("open");
        actor.Tell(3);
        gate.Set();
        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void Unstash_should_bring_back_the_oldest_only()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<int>(_ => a.Stash.Stash());
                a.On<string>(_ =>
                {
                    a.Stash.Unstash();
                    a.Switch(() =>
                    {
                        a.On<int>(n => TestActor.Tell(n));
                        a.On<string>(_ => TestActor.Tell($"left {a.Stash.Count}"));
                    });
                });
            }));
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("open");
        actor.Tell("count");
        ExpectMsg(1);
        ExpectMsg("left 1");
    }

    [Fact]
    public void Same_message_should_not_be_stashed_twice()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<int>(_ =>
                {
                    a.Stash.Stash();
                    a.Sender.Tell(Record.Exception(a.Stash.Stash)?.GetType().Name ?? "allowed");
                })));
        actor.Tell(1);
        ExpectMsg(nameof(IllegalActorStateException));
    }

    [Fact]
    public void Stash_should_keep_the_sender()
    {
        var probe = CreateTestProbe();
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<int>(_ => a.Stash.Stash());
                a.On<string>(_ =>
                {
                    a.Stash.UnstashAll();
                    a.Switch(() => a.On<int>(n => a.Sender.Tell(n)));
                });
            }));
        probe.Send(actor, 1);
        actor.Tell("open");
        probe.ExpectMsg(1);
    }

    [Fact]
    public void Stash_should_survive_a_restart_at_the_front_of_the_mailbox()
    {
        var restarted = false;
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPostRestart = _ => restarted = true;
                a.On<int>(n =>
                {
                    if (restarted)
                        TestActor.Tell(n);
                    else
                        a.Stash.Stash();
                });
                a.On<string>(s => throw new InvalidOperationException(s));
            }));
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("boom");
        actor.Tell(3);
        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void Stash_should_go_to_dead_letters_when_the_actor_stops()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var actor = ActorOf(Scripted.Props(a => a.On<int>(_ => a.Stash.Stash())));
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(PoisonPill.Instance);
        Assert.Equal(1, ExpectMsg<DeadLetter>().Message);
        Assert.Equal(2, ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public void Stash_should_count_and_clear()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<int>(_ => a.Stash.Stash());
                a.On<string>(_ =>
                {
                    TestActor.Tell((a.Stash.Count, a.Stash.NonEmpty, a.Stash.IsFull));
                    TestActor.Tell(string.Join(",", a.Stash.ClearStash().Select(e => e.Message)));
                    TestActor.Tell(a.Stash.IsEmpty);
                });
            }));
        actor.Tell(1);
        actor.Tell(2);
        actor.Tell("look");
        ExpectMsg((2, true, false));
        ExpectMsg("1,2");
        ExpectMsg(true);
    }

    [Fact]
    public void Predicate_should_choose_what_comes_back()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<int>(_ => a.Stash.Stash());
                a.On<string>(_ =>
                {
                    a.Stash.UnstashAll(e => e.Message is 2 or 3);
                    a.Switch(() => a.On<int>(n => TestActor.Tell(n)));
                });
            }));
        for (var i = 1; i <= 3; i++)
            actor.Tell(i);
        actor.Tell("open");
        ExpectMsg(2);
        ExpectMsg(3);
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Message_that_is_stashed_again_after_coming_back_should_be_kept()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                var opened = 0;
                a.On<int>(n =>
                {
                    if (opened < 2)
                        a.Stash.Stash();
                    else
                        TestActor.Tell(n);
                });
                a.On<string>(_ =>
                {
                    opened++;
                    a.Stash.UnstashAll();
                });
            }));
        actor.Tell(1);
        actor.Tell("open");
        actor.Tell("open");
        ExpectMsg(1);
    }

    [Fact]
    public void Stashed_end_of_a_watched_actor_should_come_back()
    {
        var watched = ActorOf(Scripted.Props(_ => { }));
        var watcher = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () =>
                {
                    a.Context.Watch(watched);
                    TestActor.Tell("watching");
                };
                a.On<Terminated>(_ =>
                {
                    a.Stash.Stash();
                    TestActor.Tell("stashed");
                });
                a.On<string>(_ =>
                {
                    a.Stash.UnstashAll();
                    a.Switch(() => a.On<Terminated>(t => TestActor.Tell(t.ActorRef)));
                });
            }));
        ExpectMsg("watching");
        Sys.Stop(watched);
        ExpectMsg("stashed");
        watcher.Tell("go");
        ExpectMsg(watched);
    }
}
