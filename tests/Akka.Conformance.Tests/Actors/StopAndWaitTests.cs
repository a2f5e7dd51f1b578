using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class StopAndWaitTests : ConformanceTest
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task GracefulStop_should_be_true_when_the_actor_is_gone()
    {
        var stopped = false;
        var actor = ActorOf(Scripted.Props(a => a.OnPostStop = () => stopped = true));
        Assert.True(await actor.GracefulStop(Long));
        Assert.True(stopped);
    }

    [Fact]
    public async Task GracefulStop_should_be_false_when_time_is_up()
    {
        using var gate = new ManualResetEventSlim();
        var actor = ActorOf(Scripted.Props(a => a.OnPostStop = () => gate.Wait(Long)));
        Assert.False(await actor.GracefulStop(TimeSpan.FromMilliseconds(30)));
        gate.Set();
    }

    [Fact]
    public async Task GracefulStop_should_be_true_for_an_actor_that_is_gone_already()
    {
        var actor = ActorOf(Scripted.Props(_ => { }));
        Assert.True(await actor.GracefulStop(Long));
        Assert.True(await actor.GracefulStop(Long));
    }

    [Fact]
    public async Task GracefulStop_should_take_a_message_of_ones_own()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(s =>
                {
                    TestActor.Tell(s);
                    a.Context.Stop(a.Self);
                })));
        Assert.True(await actor.GracefulStop(Long, "please"));
        ExpectMsg("please");
    }

    [Fact]
    public async Task GracefulStop_should_come_after_what_is_queued()
    {
        var actor = ActorOf(Scripted.Props(a => a.On<int>(n => TestActor.Tell(n))));
        for (var i = 0; i < 100; i++)
            actor.Tell(i);
        await actor.GracefulStop(Long);
        Assert.Equal(100, ReceiveN(100).Count);
    }

    [Fact]
    public async Task WatchAsync_should_end_with_the_actor()
    {
        var actor = ActorOf(Scripted.Props(_ => { }));
        var gone = actor.WatchAsync();
        Assert.False(gone.IsCompleted);
        Sys.Stop(actor);
        Assert.True(await gone);
    }

    [Fact]
    public async Task WatchAsync_of_an_actor_that_is_gone_should_end_at_once()
    {
        var actor = ActorOf(Scripted.Props(_ => { }));
        await actor.GracefulStop(Long);
        Assert.True(await actor.WatchAsync());
    }
}
