using Akka.Actor;
using Akka.Event;

namespace Akka.Conformance.Tests.Actors;

public sealed class EventStreamTests : ConformanceTest
{
    private interface INews;

    [Fact]
    public void Subscriber_should_get_the_type_its_subtypes_and_interfaces()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(INews));
        Sys.EventStream.Publish(new Flash("a"));
        Sys.EventStream.Publish("not news");
        Sys.EventStream.Publish(new Calm("b"));
        ExpectMsg(new Flash("a"));
        ExpectMsg<News>(n => n.Text == "b");
    }

    [Fact]
    public void Subscriber_to_two_fitting_types_should_get_an_event_once()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(INews));
        Sys.EventStream.Subscribe(TestActor, typeof(Flash));
        Sys.EventStream.Publish(new Flash("a"));
        ExpectMsg(new Flash("a"));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Subscribing_twice_should_be_false()
    {
        Assert.True(Sys.EventStream.Subscribe(TestActor, typeof(Flash)));
        Assert.False(Sys.EventStream.Subscribe(TestActor, typeof(Flash)));
        Assert.True(Sys.EventStream.Unsubscribe(TestActor, typeof(Flash)));
        Assert.False(Sys.EventStream.Unsubscribe(TestActor, typeof(Flash)));
    }

    [Fact]
    public void Unsubscribed_actor_should_get_nothing()
    {
        Sys.EventStream.Subscribe<Flash>(TestActor);
        Sys.EventStream.Subscribe<string>(TestActor);
        Sys.EventStream.Unsubscribe(TestActor);
        Sys.EventStream.Publish(new Flash("a"));
        Sys.EventStream.Publish("b");
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task Actor_that_stopped_should_be_unsubscribed()
    {
        var actor = ActorOf(Scripted.Props(a => a.On<Flash>(_ => { })));
        Sys.EventStream.Subscribe<Flash>(actor);
        await actor.GracefulStop(TimeSpan.FromSeconds(30));
        Sys.EventStream.Subscribe<DeadLetter>(TestActor);
        await AwaitConditionAsync(() => !Sys.EventStream.Unsubscribe<Flash>(actor));
        Sys.EventStream.Publish(new Flash("a"));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Events_should_come_in_the_order_of_publishing()
    {
        Sys.EventStream.Subscribe<Flash>(TestActor);
        for (var i = 0; i < 200; i++)
            Sys.EventStream.Publish(new Flash($"{i}"));
        Assert.Equal(
            Enumerable.Range(0, 200).Select(i => $"{i}"),
            ReceiveN(200).Cast<Flash>().Select(f => f.Text));
    }

    [Fact]
    public void Dead_letters_of_all_kinds_should_have_one_base()
    {
        Sys.EventStream.Subscribe<AllDeadLetters>(TestActor);
        Sys.DeadLetters.Tell("a");
        Sys.EventStream.Publish(new Dropped("b", "full", TestActor));
        ActorOf(Scripted.Props(_ => { })).Tell("c");
        Assert.Equal("a", ExpectMsg<DeadLetter>().Message);
        Assert.Equal("full", ExpectMsg<Dropped>().Reason);
        Assert.Equal("c", ExpectMsg<UnhandledMessage>().Message);
    }

    [Fact]
    public void Suppressed_dead_letters_should_be_told_apart()
    {
        Sys.EventStream.Subscribe<AllDeadLetters>(TestActor);
        Sys.DeadLetters.Tell(new Quiet());
        ExpectMsg<SuppressedDeadLetter>(letter => letter.Message is Quiet);
    }

    private record News(string Text) : INews;

    private sealed record Flash(string Text) : News(Text);

    private sealed record Calm(string Text) : News(Text);

    private sealed record Quiet : IDeadLetterSuppression;
}
