using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class SenderTests : ConformanceTest
{
    [Fact]
    public void Tell_in_an_actor_should_have_that_actor_as_sender()
    {
        var inner = ActorOf(Scripted.Props(a => a.On<string>(_ => TestActor.Tell(a.Sender))));
        var outer = ActorOf(Scripted.Props(a => a.On<string>(s => inner.Tell(s))));
        outer.Tell("x");
        ExpectMsg<IActorRef>(sender => sender.Equals(outer));
    }

    [Fact]
    public void Forward_should_keep_the_first_sender()
    {
        var inner = ActorOf(Scripted.Props(a => a.On<string>(s => a.Sender.Tell($"re:{s}"))));
        var outer = ActorOf(Scripted.Props(a => a.On<string>(s => inner.Forward(s))));
        outer.Tell("x");
        ExpectMsg("re:x");
        Assert.Equal(inner, LastSender);
    }

    [Fact]
    public void Message_without_a_sender_should_have_dead_letters_as_sender()
    {
        var actor = ActorOf(Scripted.Props(a => a.On<string>(_ => TestActor.Tell(a.Sender))));
        actor.Tell("x", ActorRefs.NoSender);
        ExpectMsg<IActorRef>(sender => sender.Equals(Sys.DeadLetters));
    }

    [Fact]
    public void Self_should_be_the_reference_that_others_have()
    {
        var actor = ActorOf(Scripted.Props(a => a.On<string>(_ => TestActor.Tell(a.Self))), "me");
        actor.Tell("x");
        ExpectMsg<IActorRef>(self => self.Equals(actor) && self.Path == actor.Path);
    }

    [Fact]
    public void Messages_to_self_should_come_after_those_already_queued()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<int>(n => TestActor.Tell(n));
                a.On<string>(_ =>
                {
                    a.Self.Tell(1);
                    a.Self.Tell(2);
                });
            }));
        actor.Tell("go");
        ExpectMsg(1);
        ExpectMsg(2);
    }

    [Fact]
    public void Context_outside_of_an_actor_should_be_refused() =>
        Assert.IsType<NotSupportedException>(Outside.Catch(() => Peek.Look()));

    [Fact]
    public void Nobody_should_swallow_messages()
    {
        ActorRefs.Nobody.Tell("x");
        Assert.True(ActorRefs.Nobody.IsNobody());
        Assert.False(TestActor.IsNobody());
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    private sealed class Peek : ReceiveActor
    {
        public static object Look() => Context;
    }
}
