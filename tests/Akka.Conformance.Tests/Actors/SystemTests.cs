using System.Threading.Channels;
using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class SystemTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("")]
    [InlineData("has space")]
    [InlineData("-leading")]
    [InlineData("dot.dot")]
    public void Name_that_is_not_allowed_should_be_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => ActorSystem.Create(name));

    [Fact]
    public async Task Terminate_should_stop_all_actors_and_complete()
    {
        var system = ActorSystem.Create("ending");
        var stopped = new TaskCompletionSource();
        system.ActorOf(Scripted.Props(a => a.OnPostStop = stopped.SetResult));
        Assert.False(system.WhenTerminated.IsCompleted);
        await system.Terminate().WaitAsync(Long);
        await system.WhenTerminated.WaitAsync(Long);
        Assert.True(stopped.Task.IsCompleted);
    }

    [Fact]
    public async Task Terminate_twice_should_be_terminate_once()
    {
        var system = ActorSystem.Create("twice");
        await Task.WhenAll(system.Terminate(), system.Terminate()).WaitAsync(Long);
        await system.Terminate().WaitAsync(Long);
    }

    [Fact]
    public async Task Code_registered_for_the_end_should_run_last_first()
    {
        var system = ActorSystem.Create("codes");
        // Akka.NET may complete the termination before the last has run.
        var order = Channel.CreateUnbounded<int>();
        system.RegisterOnTermination(() => order.Writer.TryWrite(1));
        system.RegisterOnTermination(() => order.Writer.TryWrite(2));
        await system.Terminate().WaitAsync(Long);
        Assert.Equal(2, await order.Reader.ReadAsync().AsTask().WaitAsync(Long));
        Assert.Equal(1, await order.Reader.ReadAsync().AsTask().WaitAsync(Long));
    }

    [Fact]
    public async Task Code_should_not_be_registered_with_a_system_that_has_ended()
    {
        var system = ActorSystem.Create("over");
        await system.Terminate().WaitAsync(Long);
        Assert.Throws<InvalidOperationException>(() => system.RegisterOnTermination(() => { }));
    }

    [Fact]
    public async Task Actor_should_not_be_started_in_a_system_that_has_ended()
    {
        var system = ActorSystem.Create("ended");
        await system.Terminate().WaitAsync(Long);
        Assert.ThrowsAny<InvalidOperationException>(() => system.ActorOf(Scripted.Props(_ => { })));
    }

    [Fact]
    public async Task Message_to_an_actor_of_an_ended_system_should_do_no_harm()
    {
        var system = ActorSystem.Create("harmless");
        var actor = system.ActorOf(Scripted.Props(a => a.On<string>(_ => { })));
        await system.Terminate().WaitAsync(Long);
        actor.Tell("late", ActorRefs.NoSender);
        Assert.True(system.WhenTerminated.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Systems_should_be_apart()
    {
        using var one = ActorSystem.Create("same");
        using var two = ActorSystem.Create("same");
        var (a, b) = (Echo(one), Echo(two));
        Assert.NotEqual(a, b);
        Assert.Equal("x", await a.Ask<string>("x", Long));
        await one.Terminate().WaitAsync(Long);
        Assert.Equal("y", await b.Ask<string>("y", Long));
    }

    [Fact]
    public void Extension_should_be_made_once()
    {
        using var system = ActorSystem.Create("extended");
        var first = Extra.Id.Apply(system);
        Assert.Same(first, Extra.Id.Get(system));
        Assert.Same(first, system.GetExtension<Extra>());
        Assert.True(system.HasExtension<Extra>());
    }

    private static IActorRef Echo(ActorSystem system) =>
        system.ActorOf(Scripted.Props(a => a.On<string>(s => a.Sender.Tell(s))), "echo");

    private sealed class Extra : IExtension
    {
        public static readonly Provider Id = new();

        public sealed class Provider : ExtensionIdProvider<Extra>
        {
            public override Extra CreateExtension(ExtendedActorSystem system) => new();
        }
    }
}
