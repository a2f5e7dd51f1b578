using Akka.Actor;
using Akka.Event;

namespace Akka.Conformance.Tests.Actors;

public sealed class WatchTests : ConformanceTest
{
    private static Props Idle => Scripted.Props(a => a.On<Exception>(e => throw e));

    [Fact]
    public void Watcher_should_be_told_of_the_end()
    {
        var subject = ActorOf(Idle);
        var watcher = Watcher();
        watcher.Tell(new Look(subject));
        ExpectMsg("watching");
        Sys.Stop(subject);
        ExpectMsg("end of it, confirmed True");
    }

    [Fact]
    public async Task Watch_of_an_actor_that_is_gone_should_be_answered_without_confirmation()
    {
        var subject = ActorOf(Idle);
        await subject.GracefulStop(TimeSpan.FromSeconds(30));
        Watcher().Tell(new Look(subject));
        ExpectMsg("watching");
        ExpectMsg("end of it, confirmed False");
    }

    [Fact]
    public void WatchWith_should_replace_the_message()
    {
        var subject = ActorOf(Idle);
        Watcher().Tell(new Look(subject, "gone!"));
        ExpectMsg("watching");
        Sys.Stop(subject);
        ExpectMsg("gone!");
    }

    [Fact]
    public void Second_watch_should_be_ignored_and_the_end_told_once()
    {
        var subject = ActorOf(Idle);
        var watcher = Watcher();
        watcher.Tell(new Look(subject, "first"));
        watcher.Tell(new Look(subject, "first"));
        ExpectMsg("watching");
        ExpectMsg("watching");
        Sys.Stop(subject);
        ExpectMsg("first");
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Unwatch_should_end_the_watch()
    {
        var subject = ActorOf(Idle);
        var watcher = Watcher();
        watcher.Tell(new Look(subject));
        watcher.Tell(new LookAway(subject));
        ExpectMsg("watching");
        ExpectMsg("not watching");
        Watch(subject);
        Sys.Stop(subject);
        ExpectTerminated(subject);
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Unwatch_should_also_discard_an_end_that_is_queued_already()
    {
        var subject = ActorOf(Idle);
        using var gate = new ManualResetEventSlim();
        var watcher = ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(_ =>
                {
                    a.Context.Watch(subject);
                    TestActor.Tell("watching");
                    gate.Wait(TimeSpan.FromSeconds(30));
                    a.Context.Unwatch(subject);
                    a.Self.Tell(1);
                });
                a.On<Terminated>(_ => TestActor.Tell("told"));
                a.On<int>(_ => TestActor.Tell("end"));
            }));
        watcher.Tell("go");
        ExpectMsg("watching");
        Watch(subject);
        Sys.Stop(subject);
        ExpectTerminated(subject);
        gate.Set();
        ExpectMsg("end");
    }

    [Fact]
    public void End_that_is_not_handled_should_stop_the_watcher()
    {
        var subject = ActorOf(Idle);
        var watcher = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ =>
                {
                    a.Context.Watch(subject);
                    a.Sender.Tell("watching");
                })));
        watcher.Tell("go");
        ExpectMsg("watching");
        Watch(watcher);
        EventFilter.Exception<DeathPactException>().ExpectOne(() => Sys.Stop(subject));
        ExpectTerminated(watcher);
    }

    [Fact]
    public void All_watchers_should_be_told()
    {
        var subject = ActorOf(Idle);
        var probes = Enumerable.Range(0, 5).Select(_ => CreateTestProbe()).ToArray();
        foreach (var probe in probes)
            probe.Watch(subject);
        Sys.Stop(subject);
        foreach (var probe in probes)
            probe.ExpectTerminated(subject);
    }

    [Fact]
    public void Parent_that_watches_its_child_should_be_told_once()
    {
        var parent = ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(_ =>
                    a.Context.Watch(a.Context.ActorOf(Idle, "child")).Tell(PoisonPill.Instance));
                a.On<Terminated>(t =>
                    TestActor.Tell($"{t.ActorRef.Path.Name} {a.Context.Child("child").IsNobody()}"));
            }));
        parent.Tell("go");
        ExpectMsg("child True");
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Restart_should_not_end_a_watch()
    {
        var subject = ActorOf(Idle);
        Watch(subject);
        subject.Tell(new InvalidOperationException("restart"));
        subject.Tell(new Identify(null));
        ExpectMsg<ActorIdentity>();
        Sys.Stop(subject);
        ExpectTerminated(subject);
    }

    [Fact]
    public void Watching_oneself_should_do_nothing()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ =>
                {
                    a.Context.Watch(a.Self);
                    a.Sender.Tell("alive");
                })));
        actor.Tell("go");
        actor.Tell("go");
        ExpectMsg("alive");
        ExpectMsg("alive");
    }

    [Fact]
    public void Watcher_that_stops_should_leave_no_dead_letter()
    {
        var subject = ActorOf(Idle);
        var watcher = Watcher();
        watcher.Tell(new Look(subject));
        ExpectMsg("watching");
        Watch(watcher);
        Sys.Stop(watcher);
        ExpectTerminated(watcher);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        Watch(subject);
        Sys.Stop(subject);
        ExpectTerminated(subject);
    }

    [Fact]
    public void Terminated_that_is_only_told_should_not_be_seen()
    {
        var watcher = Watcher();
        watcher.Tell(new Terminated(ActorOf(Idle), true, false));
        watcher.Tell(new LookAway(TestActor));
        ExpectMsg("not watching");
    }

    private IActorRef Watcher() =>
        ActorOf(
            Scripted.Props(a =>
            {
                a.On<Look>(look =>
                {
                    if (look.With is null)
                        a.Context.Watch(look.Subject);
                    else
                        a.Context.WatchWith(look.Subject, look.With);
                    TestActor.Tell("watching");
                });
                a.On<LookAway>(away =>
                {
                    a.Context.Unwatch(away.Subject);
                    TestActor.Tell("not watching");
                });
                a.On<Terminated>(end => TestActor.Tell($"end of it, confirmed {end.ExistenceConfirmed}"));
                a.On<string>(s => TestActor.Tell(s));
            }));

    private sealed record Look(IActorRef Subject, string? With = null);

    private sealed record LookAway(IActorRef Subject);
}
