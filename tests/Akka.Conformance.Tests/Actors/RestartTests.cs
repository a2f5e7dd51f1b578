using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class RestartTests : ConformanceTest
{
    [Fact]
    public void Hooks_should_run_in_order_with_children_stopped_in_between()
    {
        var instances = 0;
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                var me = ++instances;
                TestActor.Tell($"constructor {me}");
                a.OnPreStart = () => TestActor.Tell($"PreStart {me}");
                a.OnPostStop = () => TestActor.Tell($"PostStop {me}");
                a.OnPreRestart = (reason, message) =>
                    TestActor.Tell($"PreRestart {me} {reason.Message} {message}");
                a.OnPostRestart = reason => TestActor.Tell($"PostRestart {me} {reason.Message}");
                a.On<int>(_ =>
                    a.Context.ActorOf(
                        Scripted.Props(c => c.OnPostStop = () => TestActor.Tell("child PostStop"))));
                a.On<string>(s => Fail(s));
            }));
        actor.Tell(1);
        actor.Tell("boom");
        foreach (var step in (string[])["constructor 1", "PreStart 1", "PreRestart 1 boom boom"])
            ExpectMsg(step);
        // The child stops on a thread of its own: before its parent's hook or after it, but before the new
        // instance.
        string[] stopped = [ExpectMsg<string>(), ExpectMsg<string>()];
        Assert.Equal(["PostStop 1", "child PostStop"], stopped.Order(StringComparer.Ordinal));
        foreach (var step in (string[])["constructor 2", "PostRestart 2 boom", "PreStart 2"])
            ExpectMsg(step);
    }

    [Fact]
    public void Failing_message_should_be_dropped_and_the_rest_kept()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<int>(n =>
                {
                    if (n == 2)
                        throw new InvalidOperationException();
                    TestActor.Tell(n);
                })));
        for (var i = 1; i <= 4; i++)
            actor.Tell(i);
        ExpectMsg(1);
        ExpectMsg(3);
        ExpectMsg(4);
    }

    [Fact]
    public void Reference_should_stay_the_same()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(s => Fail(s));
                a.On<int>(_ => a.Sender.Tell(a.Self));
            }));
        actor.Tell("boom");
        actor.Tell(1);
        ExpectMsg<IActorRef>(self => self.Equals(actor));
    }

    [Fact]
    public void Children_should_be_kept_when_PreRestart_does_not_call_its_base()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.KeepChildren = true;
                a.On<int>(_ =>
                    a.Context.ActorOf(
                        Scripted.Props(c => c.On<string>(s => TestActor.Tell($"kid {s}"))),
                        "kid"));
                a.On<string>(s => Fail(s));
                a.On<bool>(_ => a.Context.Child("kid").Tell("alive"));
            }));
        actor.Tell(1);
        actor.Tell("boom");
        actor.Tell(true);
        ExpectMsg("kid alive");
    }

    [Fact]
    public void Children_that_are_kept_should_be_restarted_too()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.KeepChildren = true;
                a.On<int>(_ =>
                    a.Context.ActorOf(
                        Scripted.Props(c =>
                        {
                            c.OnPreStart = () => TestActor.Tell("kid started");
                            c.OnPreRestart = (e, _) => TestActor.Tell($"kid restarts: {e.Message}");
                        })));
                a.On<string>(s => Fail(s));
            }));
        actor.Tell(1);
        ExpectMsg("kid started");
        actor.Tell("boom");
        ExpectMsg("kid restarts: boom");
        ExpectMsg("kid started");
    }

    [Fact]
    public void Constructor_that_throws_on_restart_should_stop_the_actor()
    {
        var instances = 0;
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                if (++instances > 1)
                    throw new InvalidOperationException("again");
                a.On<string>(s => Fail(s));
            }));
        Watch(actor);
        actor.Tell("boom");
        ExpectTerminated(actor);
        Assert.Equal(2, instances);
    }

    [Fact]
    public void PreRestart_that_throws_should_not_hold_up_the_restart()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreRestart = (_, _) => throw new InvalidOperationException("hook");
                a.On<string>(s => Fail(s));
                a.On<int>(n => a.Sender.Tell(n));
            }));
        actor.Tell("boom");
        actor.Tell(1);
        ExpectMsg(1);
    }

    [Fact]
    public void Restart_should_wait_for_children_that_take_long_to_stop()
    {
        using var gate = new ManualResetEventSlim();
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPostRestart = _ => TestActor.Tell("restarted");
                a.On<int>(_ =>
                    a.Context.ActorOf(
                        Scripted.Props(c => c.OnPostStop = () => gate.Wait(TimeSpan.FromSeconds(30)))));
                a.On<string>(s => Fail(s));
                a.On<bool>(_ => TestActor.Tell("message"));
            }));
        actor.Tell(1);
        actor.Tell("boom");
        actor.Tell(true);
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        gate.Set();
        ExpectMsg("restarted");
        ExpectMsg("message");
    }

    [Fact]
    public void Stop_during_a_restart_that_waits_should_stop_the_actor()
    {
        using var gate = new ManualResetEventSlim();
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreRestart = (_, _) => TestActor.Tell("restarting");
                a.On<int>(_ =>
                    a.Context.ActorOf(
                        Scripted.Props(c => c.OnPostStop = () => gate.Wait(TimeSpan.FromSeconds(30)))));
                a.On<string>(s => Fail(s));
            }));
        Watch(actor);
        actor.Tell(1);
        actor.Tell("boom");
        ExpectMsg("restarting");
        Sys.Stop(actor);
        gate.Set();
        FishForMessage<Terminated>(end => end.ActorRef.Equals(actor));
    }

    private static void Fail(string message) => throw new InvalidOperationException(message);

    [Fact]
    public void Restart_for_anothers_failure_should_not_name_a_message_that_was_handled()
    {
        var parent = ActorOf(
            Scripted.Props(a =>
            {
                a.Strategy = new AllForOneStrategy(_ => Directive.Restart);
                a.OnPreStart = () =>
                {
                    a.Context.ActorOf(
                        Scripted.Props(c =>
                        {
                            c.On<string>(s => TestActor.Tell(s));
                            c.OnPreRestart = (_, m) => TestActor.Tell(m ?? "none");
                        }),
                        "good");
                    a.Context.ActorOf(
                        Scripted.Props(c => c.On<string>(_ => throw new InvalidOperationException())),
                        "bad");
                };
                a.On<string>(name => a.Context.Child(name).Tell("handled"));
            }));
        parent.Tell("good");
        ExpectMsg("handled");
        parent.Tell("bad");
        ExpectMsg("none");
    }
}
