using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class AsyncTests : ConformanceTest
{
    [Fact]
    public void Awaiting_handler_should_hold_up_the_next_message()
    {
        var gate = new TaskCompletionSource();
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnAsync<string>(async s =>
                {
                    TestActor.Tell($"start {s}");
                    await gate.Task;
                    TestActor.Tell($"end {s}");
                });
            }));
        actor.Tell("1");
        actor.Tell("2");
        ExpectMsg("start 1");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        gate.SetResult();
        ExpectMsg("end 1");
        ExpectMsg("start 2");
        ExpectMsg("end 2");
    }

    [Fact]
    public void Sender_self_and_context_should_be_right_after_an_await()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.OnAsync<string>(async s =>
                {
                    await Task.Yield();
                    await Task.Delay(1);
                    a.Sender.Tell($"{s} {a.Self.Path.Name} {a.Context.Self.Equals(a.Self)}");
                })),
            "me");
        var probe = CreateTestProbe();
        probe.Send(actor, "x");
        probe.ExpectMsg("x me True");
        Assert.Equal(actor, probe.LastSender);
    }

    [Fact]
    public void Become_after_an_await_should_count_for_the_next_message()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.OnAsync<string>(async _ =>
                {
                    await Task.Yield();
                    a.Switch(() => a.On<string>(s => a.Sender.Tell($"new {s}")));
                })));
        actor.Tell("switch");
        actor.Tell("x");
        ExpectMsg("new x");
    }

    [Fact]
    public void Children_and_watches_should_work_after_an_await()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnAsync<string>(async _ =>
                {
                    await Task.Yield();
                    a.Context.Watch(a.Context.ActorOf(Scripted.Props(_ => { }), "kid"))
                        .Tell(PoisonPill.Instance);
                });
                a.On<Terminated>(t => TestActor.Tell(t.ActorRef.Path.Name));
            }));
        actor.Tell("go");
        ExpectMsg("kid");
    }

    [Fact]
    public void Exception_after_an_await_should_go_to_the_supervisor()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreRestart = (e, m) => TestActor.Tell($"{e.GetType().Name} {e.Message} {m}");
                a.OnAsync<string>(async s =>
                {
                    await Task.Yield();
                    throw new InvalidOperationException(s);
                });
                a.On<int>(n => a.Sender.Tell(n));
            }));
        actor.Tell("boom");
        actor.Tell(1);
        ExpectMsg("InvalidOperationException boom boom");
        ExpectMsg(1);
    }

    [Fact]
    public void Exception_before_the_first_await_should_go_to_the_supervisor()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreRestart = (e, _) => TestActor.Tell(e.Message);
                a.OnAsync<string>(s => throw new InvalidOperationException(s));
            }));
        actor.Tell("boom");
        ExpectMsg("boom");
    }

    [Fact]
    public void Cancelled_task_should_arrive_as_TaskCanceledException()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreRestart = (e, _) => TestActor.Tell(e.GetType().Name);
                a.OnAsync<string>(_ => Task.Delay(Timeout.Infinite, new CancellationToken(canceled: true)));
            }));
        actor.Tell("x");
        ExpectMsg(nameof(TaskCanceledException));
    }

    [Fact]
    public void PoisonPill_should_wait_for_the_handler()
    {
        var gate = new TaskCompletionSource();
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPostStop = () => TestActor.Tell("PostStop");
                a.OnAsync<string>(async _ =>
                {
                    TestActor.Tell("start");
                    await gate.Task;
                    TestActor.Tell("end");
                });
            }));
        actor.Tell("x");
        actor.Tell(PoisonPill.Instance);
        ExpectMsg("start");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        gate.SetResult();
        ExpectMsg("end");
        ExpectMsg("PostStop");
    }

    [Fact]
    public void Stop_should_not_wait_for_the_handler_and_its_rest_should_not_run()
    {
        var gate = new TaskCompletionSource();
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPostStop = () => TestActor.Tell("PostStop");
                a.OnAsync<string>(async _ =>
                {
                    TestActor.Tell("start");
                    await gate.Task;
                    TestActor.Tell("end");
                });
            }));
        actor.Tell("x");
        ExpectMsg("start");
        Watch(actor);
        Sys.Stop(actor);
        ExpectMsg("PostStop");
        ExpectTerminated(actor);
        gate.SetResult();
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Continuations_should_run_on_a_scheduler_of_the_actor()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.OnAsync<string>(async _ =>
                {
                    var before = TaskScheduler.Current;
                    await Task.Yield();
                    a.Sender.Tell(
                        before != TaskScheduler.Default && ReferenceEquals(before, TaskScheduler.Current));
                })));
        actor.Tell("x");
        ExpectMsg(true);
    }

    [Fact]
    public void Handler_that_ends_at_once_should_not_disturb_the_order()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnAsync<int>(n =>
                {
                    TestActor.Tell(n);
                    return Task.CompletedTask;
                });
            }));
        for (var i = 0; i < 200; i++)
            actor.Tell(i);
        Assert.Equal(Enumerable.Range(0, 200), ReceiveN(200).Cast<int>());
    }

    [Fact]
    public void Handlers_that_await_should_keep_the_order()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnAsync<int>(async n =>
                {
                    if (n % 3 == 0)
                        await Task.Yield();
                    TestActor.Tell(n);
                });
            }));
        for (var i = 0; i < 500; i++)
            actor.Tell(i);
        Assert.Equal(Enumerable.Range(0, 500), ReceiveN(500).Cast<int>());
    }

    [Fact]
    public void RunTask_should_begin_at_once_and_hold_up_the_next_message()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(s =>
                {
                    a.Run(async () =>
                    {
                        TestActor.Tell($"task {s}");
                        await Task.Delay(1);
                        TestActor.Tell($"task end {s} {a.Sender.Equals(TestActor)}");
                    });
                    TestActor.Tell($"handler {s}");
                })));
        actor.Tell("1");
        actor.Tell("2");
        foreach (
            var step in new[]
            {
                "task 1",
                "handler 1",
                "task end 1 True",
                "task 2",
                "handler 2",
                "task end 2 True",
            })
            ExpectMsg(step);
    }
}
