using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class BecomeTests : ConformanceTest
{
    [Fact]
    public void Become_should_replace_the_behaviour()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ => a.Switch(() => a.On<string>(s => a.Sender.Tell($"new:{s}"))))));
        actor.Tell("switch");
        actor.Tell("x");
        ExpectMsg("new:x");
    }

    [Fact]
    public void Become_in_the_constructor_should_count()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(_ => a.Sender.Tell("constructor"));
                a.Switch(() => a.On<string>(_ => a.Sender.Tell("became")));
            }));
        actor.Tell("x");
        ExpectMsg("became");
    }

    [Fact]
    public void BecomeStacked_should_keep_the_old_behaviour_for_unbecome()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(s =>
                {
                    a.Sender.Tell($"outer:{s}");
                    a.Push(() =>
                        a.On<string>(t =>
                        {
                            a.Sender.Tell($"inner:{t}");
                            a.Pop();
                        }));
                })));
        foreach (var message in new[] { "1", "2", "3" })
            actor.Tell(message);
        ExpectMsg("outer:1");
        ExpectMsg("inner:2");
        ExpectMsg("outer:3");
    }

    [Fact]
    public void Become_should_replace_only_the_top_of_the_stack()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ =>
                {
                    a.Sender.Tell("outer");
                    a.Push(() =>
                        a.On<string>(_ =>
                            a.Switch(() =>
                                a.On<string>(_ =>
                                {
                                    a.Sender.Tell("top");
                                    a.Pop();
                                }))));
                })));
        for (var i = 0; i < 4; i++)
            actor.Tell("x");
        ExpectMsg("outer");
        ExpectMsg("top");
        ExpectMsg("outer");
    }

    [Fact]
    public void Restart_should_go_back_to_the_constructors_behaviour()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(_ =>
                {
                    a.Sender.Tell("first");
                    a.Switch(() => a.On<string>(_ => throw new InvalidOperationException("restart me")));
                });
            }));
        actor.Tell("a");
        actor.Tell("b");
        actor.Tell("c");
        ExpectMsg("first");
        ExpectMsg("first");
    }

    [Fact]
    public void Handlers_of_the_old_behaviour_should_not_be_asked()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<int>(n => a.Sender.Tell($"old:{n}"));
                a.On<string>(_ => a.Switch(() => a.On<string>(_ => a.Sender.Tell("new"))));
            }));
        actor.Tell("switch");
        actor.Tell(1);
        actor.Tell("x");
        ExpectMsg("new");
    }

    [Fact]
    public void Untyped_actor_should_become_and_unbecome()
    {
        var actor = ActorOf<Switch>();
        actor.Tell("on");
        actor.Tell("x");
        actor.Tell("off");
        actor.Tell("x");
        ExpectMsg("lit:x");
        ExpectMsg("dark:x");
    }

    private sealed class Switch : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "on")
                BecomeStacked(Lit);
            else
                Sender.Tell($"dark:{message}");
        }

        private void Lit(object message)
        {
            if (message is "off")
                UnbecomeStacked();
            else
                Sender.Tell($"lit:{message}");
        }
    }
}
