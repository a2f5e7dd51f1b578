using Akka.Actor;
using Akka.Event;
using Akka.TestKit;
using Akka.TestKit.TestActors;

namespace Akka.Conformance.Tests.Kit;

public sealed class TestKitTests : ConformanceTest
{
    [Fact]
    public void Test_actor_should_be_the_implicit_sender()
    {
        var echo = ActorOf<Reflector>();
        echo.Tell("hello");
        ExpectMsg("hello");
        Assert.Equal(echo, LastSender);
    }

    [Fact]
    public async Task Test_actor_should_stay_the_implicit_sender_after_an_await()
    {
        var echo = ActorOf<Reflector>();
        await Task.Yield();
        echo.Tell("hello");
        await ExpectMsgAsync("hello");
    }

    [Fact]
    public void ExpectMsg_should_fail_on_a_message_of_another_type()
    {
        TestActor.Tell(1);
        Assert.ThrowsAny<Exception>(() => ExpectMsg<string>());
    }

    [Fact]
    public void ExpectMsg_should_fail_when_nothing_comes() =>
        Assert.ThrowsAny<Exception>(() => ExpectMsg<string>(TimeSpan.FromMilliseconds(20)));

    [Fact]
    public void ExpectMsg_should_take_messages_in_order()
    {
        TestActor.Tell(1);
        TestActor.Tell(2);
        ExpectMsg(1);
        ExpectMsg<int>(n => n == 2);
    }

    [Fact]
    public void ExpectNoMsg_should_fail_when_something_comes()
    {
        TestActor.Tell(1);
        Assert.ThrowsAny<Exception>(() => ExpectNoMsg(TimeSpan.FromMilliseconds(500)));
    }

    [Fact]
    public void FishForMessage_should_skip_what_does_not_fit()
    {
        TestActor.Tell(1);
        TestActor.Tell("two");
        TestActor.Tell(3);
        Assert.Equal(3, FishForMessage<int>(n => n == 3));
    }

    [Fact]
    public void IgnoreMessages_should_drop_what_fits()
    {
        IgnoreMessages<int>();
        TestActor.Tell(1);
        TestActor.Tell("two");
        ExpectMsg("two");
        IgnoreNoMessages();
        TestActor.Tell(3);
        ExpectMsg(3);
    }

    [Fact]
    public void ReceiveN_should_take_so_many()
    {
        for (var i = 0; i < 3; i++)
            TestActor.Tell(i);
        Assert.Equal([0, 1, 2], ReceiveN(3).Cast<int>());
    }

    [Fact]
    public void ExpectMsgAllOf_should_accept_any_order()
    {
        TestActor.Tell("b");
        TestActor.Tell("a");
        Assert.Equal(2, ExpectMsgAllOf("a", "b").Count);
    }

    [Fact]
    public void Within_should_bound_what_is_expected_inside() =>
        Assert.ThrowsAny<Exception>(() => Within(TimeSpan.FromMilliseconds(50), () => ExpectMsg<string>()));

    [Fact]
    public void Probe_should_have_a_mailbox_of_its_own_and_answer()
    {
        var probe = CreateTestProbe();
        probe.Ref.Tell("question", TestActor);
        probe.ExpectMsg("question");
        probe.Reply("answer");
        ExpectMsg("answer");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public void Probe_should_watch()
    {
        var probe = CreateTestProbe();
        var actor = ActorOf<Reflector>();
        probe.Watch(actor);
        Sys.Stop(actor);
        probe.ExpectTerminated(actor);
    }

    [Fact]
    public void Probe_should_be_watchable()
    {
        var probe = CreateTestProbe();
        Watch(probe.Ref);
        Sys.Stop(probe.Ref);
        ExpectTerminated(probe.Ref);
    }

    [Fact]
    public void AutoPilot_should_answer_by_itself()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(
            new DelegateAutoPilot(
                (sender, message) =>
                {
                    sender.Tell($"re: {message}");
                    return AutoPilot.KeepRunning;
                }));
        probe.Ref.Tell("one", TestActor);
        probe.Ref.Tell("two", TestActor);
        ExpectMsg("re: one");
        ExpectMsg("re: two");
        probe.ExpectMsg("one");
    }

    [Fact]
    public void EventFilter_should_count_warnings_of_a_block() =>
        EventFilter.Warning(contains: "careful").ExpectOne(() => Log.Warning("be careful, {0}", "now"));

    [Fact]
    public void EventFilter_should_fail_when_the_event_does_not_come() =>
        Assert.ThrowsAny<Exception>(() =>
            EventFilter.Error("no").ExpectOne(TimeSpan.FromMilliseconds(20), () => Log.Error("yes")));

    [Fact]
    public void EventFilter_should_count_exceptions_of_actors()
    {
        var actor = ActorOf<Failing>();
        EventFilter.Exception<InvalidOperationException>(message: "broken").ExpectOne(() => actor.Tell("go"));
    }

    [Fact]
    public async Task EventFilter_should_count_dead_letters()
    {
        var actor = ActorOf<Reflector>();
        await actor.GracefulStop(TimeSpan.FromSeconds(30));
        await EventFilter
            .DeadLetter<string>()
            .ExpectAsync(
                2,
                () =>
                {
                    actor.Tell("a");
                    actor.Tell("b");
                    return Task.CompletedTask;
                });
    }

    [Fact]
    public void AwaitAssert_should_repeat_until_it_holds()
    {
        var tries = 0;
        AwaitAssert(() => Assert.True(++tries >= 3), interval: TimeSpan.FromMilliseconds(1));
        Assert.Equal(3, tries);
    }

    [Fact]
    public void AwaitCondition_should_fail_when_time_is_up() =>
        Assert.ThrowsAny<Exception>(() => AwaitCondition(() => false, TimeSpan.FromMilliseconds(20)));

    [Fact]
    public void TestActorRef_should_run_on_the_calling_thread_and_show_its_actor()
    {
        var actor = ActorOfAsTestActorRef<Counting>();
        actor.Tell("x");
        actor.Tell("y");
        Assert.Equal(2, actor.UnderlyingActor.Count);
    }

    [Fact]
    public void EchoActor_should_tell_both_sides()
    {
        var probe = CreateTestProbe();
        var echo = ActorOf(EchoActor.Props(this));
        probe.Send(echo, "x");
        probe.ExpectMsg("x");
        ExpectMsg("x");
    }

    private sealed class Reflector : ReceiveActor
    {
        public Reflector() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class Failing : ReceiveActor
    {
        public Failing() => ReceiveAny(_ => throw new InvalidOperationException("broken"));
    }

    private sealed class Counting : ReceiveActor
    {
        public Counting() => ReceiveAny(_ => Count++);

        public int Count { get; private set; }
    }
}
