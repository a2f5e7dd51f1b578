using Akka.Actor;
using Akka.Event;

namespace Akka.Conformance.Tests.Actors;

public sealed class LifecycleTests : ConformanceTest
{
    [Fact]
    public void PreStart_should_run_before_the_first_message()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () => TestActor.Tell("PreStart");
                a.On<string>(s => TestActor.Tell(s));
            }));
        actor.Tell("message");
        ExpectMsg("PreStart");
        ExpectMsg("message");
    }

    [Fact]
    public void PostStop_should_run_once_when_the_actor_stops()
    {
        var actor = ActorOf(Scripted.Props(a => a.OnPostStop = () => TestActor.Tell("PostStop")));
        Watch(actor);
        Sys.Stop(actor);
        ExpectMsg("PostStop");
        ExpectTerminated(actor);
    }

    [Fact]
    public void PoisonPill_should_stop_after_what_is_queued_before_it()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(s => TestActor.Tell(s));
                a.OnPostStop = () => TestActor.Tell("PostStop");
            }));
        actor.Tell("a");
        actor.Tell("b");
        actor.Tell(PoisonPill.Instance);
        actor.Tell("c");
        ExpectMsg("a");
        ExpectMsg("b");
        ExpectMsg("PostStop");
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Stop_should_let_the_current_message_finish_and_send_the_rest_to_dead_letters()
    {
        using var gate = new ManualResetEventSlim();
        var parent = ActorOf(
            Scripted.Props(a =>
            {
                a.On<Props>(props => a.Sender.Tell(a.Context.ActorOf(props)));
                a.On<IActorRef>(child =>
                {
                    a.Context.Stop(child);
                    gate.Set();
                });
            }));
        parent.Tell(
            Scripted.Props(a =>
                a.On<string>(s =>
                {
                    TestActor.Tell($"begun:{s}");
                    gate.Wait(TimeSpan.FromSeconds(30));
                    TestActor.Tell($"done:{s}");
                })));
        var child = ExpectMsg<IActorRef>();
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        child.Tell("a");
        ExpectMsg("begun:a");
        child.Tell("b");
        parent.Tell(child);
        ExpectMsg("done:a");
        Assert.Equal("b", ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public void Stop_of_oneself_should_let_the_handler_finish()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(_ =>
                {
                    a.Context.Stop(a.Self);
                    TestActor.Tell("still here");
                });
                a.OnPostStop = () => TestActor.Tell("PostStop");
            }));
        actor.Tell("x");
        actor.Tell("y");
        ExpectMsg("still here");
        ExpectMsg("PostStop");
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Kill_should_stop_by_the_default_strategy()
    {
        var actor = ActorOf(Scripted.Props(a => a.OnPostStop = () => TestActor.Tell("PostStop")));
        Watch(actor);
        actor.Tell(Kill.Instance);
        ExpectMsg("PostStop");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Kill_should_fail_with_an_exception_that_the_parent_decides_on()
    {
        var parent = ActorOf(
            Scripted.Props(a =>
            {
                a.Strategy = new OneForOneStrategy(e =>
                {
                    TestActor.Tell(e.GetType().Name);
                    return Directive.Stop;
                });
                a.On<string>(_ => a.Context.ActorOf(Scripted.Props(_ => { })).Tell(Kill.Instance));
            }));
        parent.Tell("go");
        ExpectMsg(nameof(ActorKilledException));
    }

    [Fact]
    public void Children_should_stop_before_the_parents_PostStop()
    {
        var parent = ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(s =>
                    a.Context.ActorOf(
                        Scripted.Props(c => c.OnPostStop = () => TestActor.Tell($"child {s}"))));
                a.OnPostStop = () => TestActor.Tell("parent");
            }));
        parent.Tell("1");
        parent.Tell("2");
        parent.Tell(PoisonPill.Instance);
        ExpectMsgAllOf("child 1", "child 2");
        ExpectMsg("parent");
    }

    [Fact]
    public void Constructor_that_throws_should_stop_the_actor_and_not_restart_it()
    {
        var tries = 0;
        var actor = ActorOf(
            Scripted.Props(_ =>
            {
                Interlocked.Increment(ref tries);
                throw new InvalidOperationException("constructor");
            }));
        Watch(actor);
        ExpectTerminated(actor);
        Assert.Equal(1, tries);
    }

    [Fact]
    public void PreStart_that_throws_should_stop_the_actor_without_PostStop()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () => throw new InvalidOperationException("PreStart");
                a.OnPostStop = () => TestActor.Tell("PostStop");
            }));
        Watch(actor);
        ExpectTerminated(actor);
    }

    [Fact]
    public void Parent_should_see_a_failed_start_as_ActorInitializationException()
    {
        var parent = ActorOf(
            Scripted.Props(a =>
            {
                a.Strategy = new OneForOneStrategy(e =>
                {
                    TestActor.Tell($"{e.GetType().Name}/{e.GetBaseException().Message}");
                    return Directive.Stop;
                });
                a.On<string>(_ =>
                    a.Context.ActorOf(Scripted.Props(_ => throw new InvalidOperationException("inner"))));
            }));
        parent.Tell("go");
        ExpectMsg("ActorInitializationException/inner");
    }

    [Fact]
    public void PostStop_that_throws_should_not_hold_up_the_end()
    {
        var actor = ActorOf(
            Scripted.Props(a => a.OnPostStop = () => throw new InvalidOperationException("PostStop")));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
    }

    [Fact]
    public void Stop_in_PreStart_should_stop_before_any_message()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () => a.Context.Stop(a.Self);
                a.On<string>(s => TestActor.Tell(s));
            }));
        Watch(actor);
        actor.Tell("never");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Message_to_a_stopped_actor_should_be_a_dead_letter()
    {
        var actor = ActorOf(Scripted.Props(_ => { }));
        Watch(actor);
        Sys.Stop(actor);
        ExpectTerminated(actor);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        actor.Tell("late");
        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal(("late", TestActor, actor), (letter.Message, letter.Sender, letter.Recipient));
    }

    [Fact]
    public void Stopping_a_stopped_actor_should_do_nothing()
    {
        var actor = ActorOf(Scripted.Props(a => a.OnPostStop = () => TestActor.Tell("PostStop")));
        Sys.Stop(actor);
        Sys.Stop(actor);
        ExpectMsg("PostStop");
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Identify_should_be_answered_by_any_actor()
    {
        var actor = ActorOf(Scripted.Props(_ => { }));
        actor.Tell(new Identify(7));
        var identity = ExpectMsg<ActorIdentity>();
        Assert.Equal((7, actor), (identity.MessageId, identity.Subject));
    }

    [Fact]
    public async Task Identify_should_be_answered_for_an_actor_that_is_gone()
    {
        var actor = ActorOf(Scripted.Props(_ => { }));
        await actor.GracefulStop(TimeSpan.FromSeconds(30));
        actor.Tell(new Identify(7));
        Assert.Null(ExpectMsg<ActorIdentity>().Subject);
    }
}
