using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class SupervisionTests : ConformanceTest
{
    [Fact]
    public void Default_should_be_restart_without_limit()
    {
        var child = Child(null);
        for (var i = 0; i < 50; i++)
            child.Tell(new InvalidOperationException());
        child.Tell("alive");
        ExpectMsg("new 1");
        for (var i = 2; i <= 51; i++)
            ExpectMsg($"new {i}");
        ExpectMsg("51: alive");
    }

    [Fact]
    public void Top_level_actor_should_be_restarted()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<Exception>(e => throw e);
                a.On<string>(s => a.Sender.Tell(s));
            }));
        actor.Tell(new InvalidOperationException());
        actor.Tell("alive");
        ExpectMsg("alive");
    }

    [Fact]
    public void Resume_should_keep_the_instance_and_drop_only_the_message()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Resume));
        child.Tell(new InvalidOperationException());
        child.Tell("alive");
        ExpectMsg("new 1");
        ExpectMsg("1: alive");
    }

    [Fact]
    public void Stop_should_stop_the_child()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Stop));
        ExpectMsg("new 1");
        Watch(child);
        child.Tell(new InvalidOperationException());
        ExpectTerminated(child);
    }

    [Fact]
    public void StoppingStrategy_should_stop_on_any_failure()
    {
        var child = Child(SupervisorStrategy.StoppingStrategy);
        ExpectMsg("new 1");
        Watch(child);
        child.Tell(new InvalidOperationException());
        ExpectTerminated(child);
    }

    [Fact]
    public void Escalate_should_fail_the_parent_with_the_same_exception()
    {
        var failure = new InvalidOperationException("bubble");
        var grandparent = ActorOf(
            Scripted.Props(g =>
            {
                g.Strategy = new OneForOneStrategy(e =>
                {
                    TestActor.Tell(ReferenceEquals(e, failure));
                    return Directive.Stop;
                });
                g.On<string>(_ =>
                {
                    var parent = g.Context.ActorOf(
                        Scripted.Props(p =>
                        {
                            p.Strategy = new OneForOneStrategy(_ => Directive.Escalate);
                            p.On<string>(_ =>
                                p.Context.ActorOf(Scripted.Props(c => c.On<Exception>(e => throw e)))
                                    .Tell(failure));
                        }));
                    parent.Tell("go");
                });
            }));
        grandparent.Tell("go");
        ExpectMsg(true);
    }

    [Fact]
    public void Escalate_then_restart_should_restart_the_parent_and_stop_the_child()
    {
        var grandparent = ActorOf(
            Scripted.Props(g =>
            {
                g.Strategy = new OneForOneStrategy(_ => Directive.Restart);
                g.On<Exception>(e =>
                    g.Context.ActorOf(
                            Scripted.Props(p =>
                            {
                                p.Strategy = new OneForOneStrategy(_ => Directive.Escalate);
                                p.OnPostRestart = _ => TestActor.Tell("parent restarted");
                                p.On<Exception>(e2 =>
                                    p.Context.ActorOf(
                                            Scripted.Props(c =>
                                            {
                                                c.OnPostStop = () => TestActor.Tell("child stopped");
                                                c.On<Exception>(e3 => throw e3);
                                            }))
                                        .Tell(e2));
                            }))
                        .Tell(e));
            }));
        grandparent.Tell(new InvalidOperationException());
        ExpectMsg("child stopped");
        ExpectMsg("parent restarted");
    }

    [Fact]
    public void Retries_should_be_limited()
    {
        var child = Child(new OneForOneStrategy(2, -1, _ => Directive.Restart));
        Watch(child);
        for (var i = 0; i < 3; i++)
            child.Tell(new InvalidOperationException());
        ExpectMsg("new 1");
        ExpectMsg("new 2");
        ExpectMsg("new 3");
        ExpectTerminated(child);
    }

    [Fact]
    public void Zero_retries_should_stop_at_once()
    {
        var child = Child(new OneForOneStrategy(0, -1, _ => Directive.Restart));
        ExpectMsg("new 1");
        Watch(child);
        child.Tell(new InvalidOperationException());
        ExpectTerminated(child);
    }

    [Fact]
    public void Window_without_a_number_should_allow_one_restart_in_it()
    {
        var child = Child(new OneForOneStrategy(-1, 60_000, _ => Directive.Restart));
        Watch(child);
        child.Tell(new InvalidOperationException());
        child.Tell(new InvalidOperationException());
        ExpectMsg("new 1");
        ExpectMsg("new 2");
        ExpectTerminated(child);
    }

    [Fact]
    public async Task Count_should_start_again_after_the_window()
    {
        var child = Child(new OneForOneStrategy(1, 30, _ => Directive.Restart));
        ExpectMsg("new 1");
        for (var i = 2; i <= 4; i++)
        {
            child.Tell(new InvalidOperationException());
            ExpectMsg($"new {i}");
            var start = Now;
            await AwaitConditionAsync(
                () => Now - start > TimeSpan.FromMilliseconds(60),
                TimeSpan.FromSeconds(30),
                TimeSpan.FromMilliseconds(5));
        }

        child.Tell("alive");
        ExpectMsg("4: alive");
    }

    [Fact]
    public void Retries_should_be_counted_for_each_child()
    {
        var parent = Parent(new OneForOneStrategy(1, -1, _ => Directive.Restart));
        var (first, second) = (Spawn(parent), Spawn(parent));
        first.Tell(new InvalidOperationException());
        second.Tell(new InvalidOperationException());
        first.Tell("alive");
        second.Tell("alive");
        Assert.Equal(
            ["2: alive", "2: alive"],
            ReceiveN(6).Cast<string>().Where(s => s.EndsWith("alive", StringComparison.Ordinal)));
    }

    [Fact]
    public void AllForOne_should_restart_all_children()
    {
        var parent = Parent(new AllForOneStrategy(_ => Directive.Restart));
        var (first, second) = (Spawn(parent), Spawn(parent));
        ExpectMsg("new 1");
        ExpectMsg("new 1");
        first.Tell(new InvalidOperationException());
        ExpectMsg("new 2");
        ExpectMsg("new 2");
        second.Tell("alive");
        ExpectMsg("2: alive");
    }

    [Fact]
    public void AllForOne_should_stop_all_children()
    {
        var parent = Parent(new AllForOneStrategy(_ => Directive.Stop));
        var (first, second) = (Spawn(parent), Spawn(parent));
        ExpectMsg("new 1");
        ExpectMsg("new 1");
        Watch(first);
        Watch(second);
        first.Tell(new InvalidOperationException());
        Assert.Equal(2, ReceiveN(2).OfType<Terminated>().Select(t => t.ActorRef).Distinct().Count());
    }

    [Fact]
    public void Table_of_a_decider_should_be_read_in_order_with_a_default()
    {
        var decider = Decider.From(
            Directive.Escalate,
            Directive.Resume.When<ArgumentNullException>(),
            Directive.Stop.When<ArgumentException>());
        Assert.Equal(Directive.Resume, decider.Decide(new ArgumentNullException()));
        Assert.Equal(Directive.Stop, decider.Decide(new ArgumentOutOfRangeException()));
        Assert.Equal(Directive.Escalate, decider.Decide(new InvalidOperationException()));
    }

    [Fact]
    public void Default_decider_should_stop_on_failed_starts_kills_and_death_pacts()
    {
        var decider = SupervisorStrategy.DefaultDecider;
        Assert.Equal(Directive.Stop, decider.Decide(new ActorInitializationException("x")));
        Assert.Equal(Directive.Stop, decider.Decide(new ActorKilledException("x")));
        Assert.Equal(Directive.Stop, decider.Decide(new DeathPactException(TestActor)));
        Assert.Equal(Directive.Restart, decider.Decide(new InvalidOperationException()));
    }

    [Fact]
    public void Strategy_in_props_should_beat_the_actors_own()
    {
        var parent = ActorOf(
            ParentProps(new OneForOneStrategy(_ => Directive.Restart))
                .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Stop)));
        var child = Spawn(parent);
        ExpectMsg("new 1");
        Watch(child);
        child.Tell(new InvalidOperationException());
        ExpectTerminated(child);
    }

    [Fact]
    public void Failure_should_be_logged_with_the_childs_path()
    {
        var child = Child(null);
        ExpectMsg("new 1");
        EventFilter
            .Exception<InvalidOperationException>(message: "told you", source: child.Path.ToString())
            .ExpectOne(() => child.Tell(new InvalidOperationException("told you")));
    }

    [Fact]
    public void Failure_should_not_be_logged_when_the_strategy_says_so()
    {
        var child = Child(new OneForOneStrategy(-1, -1, _ => Directive.Restart, loggingEnabled: false));
        ExpectMsg("new 1");
        EventFilter
            .Error()
            .Expect(0, TimeSpan.FromMilliseconds(50), () => child.Tell(new InvalidOperationException()));
    }

    [Fact]
    public void Resumed_failure_should_be_a_warning()
    {
        var child = Child(new OneForOneStrategy(_ => Directive.Resume));
        ExpectMsg("new 1");
        EventFilter.Warning(message: "hm").ExpectOne(() => child.Tell(new InvalidOperationException("hm")));
    }

    [Fact]
    public void Suspended_actor_should_keep_its_messages_until_the_parent_decides()
    {
        using var gate = new ManualResetEventSlim();
        var child = Child(
            new OneForOneStrategy(_ =>
            {
                gate.Wait(TimeSpan.FromSeconds(30));
                return Directive.Resume;
            }));
        ExpectMsg("new 1");
        child.Tell(new InvalidOperationException());
        child.Tell("later");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        gate.Set();
        ExpectMsg("1: later");
    }

    private IActorRef Child(SupervisorStrategy? strategy) => Spawn(Parent(strategy));

    private IActorRef Parent(SupervisorStrategy? strategy) => ActorOf(ParentProps(strategy));

    private Props ParentProps(SupervisorStrategy? strategy) =>
        Scripted.Props(a =>
        {
            a.Strategy = strategy;
            a.On<Props>(props => a.Sender.Tell(a.Context.ActorOf(props)));
        });

    private IActorRef Spawn(IActorRef parent)
    {
        var instances = 0;
        var probe = CreateTestProbe();
        parent.Tell(
            Scripted.Props(a =>
            {
                var me = Interlocked.Increment(ref instances);
                TestActor.Tell($"new {me}");
                a.On<Exception>(e => throw e);
                a.On<string>(s => TestActor.Tell($"{me}: {s}"));
            }),
            probe.Ref);
        return probe.ExpectMsg<IActorRef>();
    }
}
