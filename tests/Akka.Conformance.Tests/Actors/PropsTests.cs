using Akka.Actor;
using Akka.Configuration;

namespace Akka.Conformance.Tests.Actors;

public sealed class PropsTests() : ConformanceTest(Engine.Setup)
{
    [Fact]
    public void Arguments_should_be_evaluated_once_when_props_are_made()
    {
        var calls = 0;
        var text = "before";
        Func<int> count = () => ++calls;
        var props = Props.Create(() => new Holder(text, count()));
        text = "after";
        foreach (var _ in Enumerable.Range(0, 2))
        {
            ActorOf(props).Tell("what");
            ExpectMsg("before 1");
        }

        Assert.Equal(1, calls);
    }

    [Fact]
    public void Arguments_should_be_any_expression()
    {
        var list = new List<string> { "a", "b" };
        ActorOf(Props.Create(() => new Holder(string.Join("-", list) + list.Count, list.Count > 1 ? 7 : 8)))
            .Tell("what");
        ExpectMsg("a-b2 7");
    }

    [Fact]
    public void Arguments_as_objects_should_find_the_constructor()
    {
        ActorOf(Props.Create<Holder>("x", 3)).Tell("what");
        ExpectMsg("x 3");
        ActorOf(Props.Create(typeof(Holder), "y", 4)).Tell("what");
        ExpectMsg("y 4");
    }

    [Fact]
    public void Expression_that_is_not_new_should_be_refused() =>
        Assert.ThrowsAny<Exception>(() => Props.Create(() => Make()));

    [Fact]
    public void Actor_without_a_public_constructor_should_not_start()
    {
        var actor = ActorOf(Hidden.Props());
        Watch(actor);
        ExpectTerminated(actor);
    }

    [Fact]
    public void Arguments_that_no_constructor_takes_should_stop_the_actor()
    {
        var actor = ActorOf(Props.Create<Holder>("only one"));
        Watch(actor);
        ExpectTerminated(actor);
    }

    [Fact]
    public void Actor_made_with_new_should_be_refused() =>
        Assert.IsType<ActorInitializationException>(Outside.Catch(() => _ = new Holder("x", 1)));

    [Fact]
    public void Unknown_dispatcher_should_be_refused_at_once() =>
        Assert.Throws<ConfigurationException>(() =>
            Sys.ActorOf(Props.Create(() => new Holder("x", 1)).WithDispatcher("no-such-dispatcher")));

    [Fact]
    public void Dispatcher_of_its_own_should_have_threads_that_carry_its_name()
    {
        var actor = ActorOf(
            Scripted
                .Props(a => a.On<string>(_ => a.Sender.Tell(Thread.CurrentThread.Name ?? "")))
                .WithDispatcher(Engine.DispatcherName));
        actor.Tell("who");
        ExpectMsg<string>(name => name.Contains(Engine.DispatcherName, StringComparison.Ordinal));
    }

    [Fact]
    public void Blocked_dispatcher_should_not_hold_up_other_actors()
    {
        using var gate = new ManualResetEventSlim();
        for (var i = 0; i < Engine.DispatcherThreads; i++)
        {
            ActorOf(
                    Scripted
                        .Props(a => a.On<string>(_ => gate.Wait(TimeSpan.FromSeconds(30))))
                        .WithDispatcher(Engine.DispatcherName))
                .Tell("block");
        }

        ActorOf(Props.Create(() => new Holder("free", 1))).Tell("what");
        ExpectMsg("free 1");
        gate.Set();
    }

    [Fact]
    public void Producer_should_be_asked_for_each_instance()
    {
        var producer = new Producer(() => new Holder("made", 1));
        var actor = ActorOf(Props.CreateBy(producer));
        actor.Tell(new InvalidOperationException("restart"));
        actor.Tell("what");
        ExpectMsg("made 1");
        Assert.Equal(2, producer.Made);
    }

    [Fact]
    public void With_methods_should_leave_the_original_alone()
    {
        var props = Props.Create(() => new Holder("x", 1));
        var changed = props
            .WithDispatcher(Engine.DispatcherName)
            .WithSupervisorStrategy(SupervisorStrategy.StoppingStrategy);
        Assert.NotEqual(Engine.DispatcherName, props.Dispatcher);
        Assert.Equal(Engine.DispatcherName, changed.Dispatcher);
        Assert.Equal(typeof(Holder), changed.Type);
        Assert.Null(props.SupervisorStrategy);
    }

    private static Holder Make() => throw new InvalidOperationException();

    private sealed class Holder : ReceiveActor
    {
        public Holder(string text, int number)
        {
            Receive<string>(_ => Sender.Tell($"{text} {number}"));
            Receive<Exception>(e => throw e);
        }
    }

    private sealed class Hidden : ReceiveActor
    {
        private Hidden(string _) => ReceiveAny(_ => { });

        public static Props Props() => Actor.Props.Create(() => new Hidden("x"));
    }

    private sealed class Producer(Func<ActorBase> make) : IIndirectActorProducer
    {
        public int Made { get; private set; }

        public Type ActorType => typeof(Holder);

        public ActorBase Produce()
        {
            Made++;
            return make();
        }

        public void Release(ActorBase actor) { }
    }
}
