using System.Diagnostics;
using Akka.Actor;

namespace Akka.Conformance.Tests.Embedded;

/// <summary>
/// Where the embedded engine is stricter or kinder than Akka, or where Akka's versions differ; not run on
/// Akka.
/// </summary>
public sealed class BeyondAkkaTests : ConformanceTest
{
    [Fact]
    public void Failure_of_a_child_during_an_await_should_not_change_the_sender()
    {
        var gate = new TaskCompletionSource();
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.Strategy = new OneForOneStrategy(e =>
                {
                    gate.TrySetResult();
                    return Directive.Stop;
                });
                a.OnAsync<string>(async s =>
                {
                    a.Context.ActorOf(Scripted.Props(c => c.On<Exception>(e => throw e)))
                        .Tell(new InvalidOperationException());
                    await gate.Task;
                    a.Sender.Tell($"re: {s}");
                });
            }));
        actor.Tell("x");
        ExpectMsg("re: x");
    }

    [Fact]
    public void Escalated_failure_of_a_child_during_an_await_should_not_change_the_sender()
    {
        var gate = new TaskCompletionSource();
        var middle = Scripted.Props(a =>
        {
            a.Strategy = new OneForOneStrategy(_ => Directive.Escalate);
            a.OnAsync<string>(async s =>
            {
                a.Context.ActorOf(Scripted.Props(c => c.On<Exception>(e => throw e)))
                    .Tell(new InvalidOperationException());
                await gate.Task;
                a.Sender.Tell($"re: {s}");
            });
        });
        var outer = ActorOf(
            Scripted.Props(a =>
            {
                a.Strategy = new OneForOneStrategy(_ =>
                {
                    gate.TrySetResult();
                    return Directive.Resume;
                });
                a.On<string>(s => a.Context.ActorOf(middle).Forward(s));
            }));
        outer.Tell("x");
        ExpectMsg("re: x");
    }

    [Fact]
    public async Task Null_that_is_piped_should_arrive_as_a_failure()
    {
        await Task.FromResult<string?>(null).PipeTo(TestActor);
        Assert.IsType<InvalidMessageException>(ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public void Actor_made_with_new_should_be_refused_also_by_an_actor()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ =>
                {
                    var refused = Record.Exception(() => new Scripted(_ => { }));
                    a.Sender.Tell(refused?.GetType().Name ?? "made");
                })));
        actor.Tell("go");
        ExpectMsg(nameof(ActorInitializationException));
    }

    [Fact]
    public void Handler_by_type_object_should_not_harm_a_typed_one_of_another_actor()
    {
        ActorOf(() => new ByTypeObject(TestActor)).Tell(new Version(1, 0));
        ExpectMsg("by type 1.0");
        var typed = ActorOf(Scripted.Props(a => a.On<Version>(v => TestActor.Tell($"typed {v}"))));
        typed.Tell(new Version(2, 0));
        ExpectMsg("typed 2.0");
    }

    [Fact]
    public void Receive_timeout_should_never_come_early_however_late_messages_are_handled()
    {
        var timeout = TimeSpan.FromMilliseconds(100);
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                var last = Stopwatch.GetTimestamp();
                var seen = 0;
                a.OnPreStart = () => a.Context.SetReceiveTimeout(timeout);
                a.On<ReceiveTimeout>(_ => TestActor.Tell((seen, Stopwatch.GetElapsedTime(last))));
                a.On<string>(_ => (last, seen) = (Stopwatch.GetTimestamp(), seen + 1));
            }));
        for (var i = 1; i <= 10; i++)
        {
            var at = TimeSpan.FromMilliseconds(20 * i);
            Sys.Scheduler.ScheduleTellOnce(at, actor, "busy", ActorRefs.NoSender);
        }

        var (_, silence) = FishForMessage<(int Seen, TimeSpan Silence)>(m => m.Seen == 10);
        Assert.True(
            silence > timeout - TimeSpan.FromMilliseconds(20),
            $"The timeout came after only {silence}.");
    }

    [Fact]
    public void Null_should_not_be_told() =>
        Assert.Throws<InvalidMessageException>(() => TestActor.Tell(null!));

    [Fact]
    public void Timer_should_have_self_as_sender()
    {
        ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () => a.Timers.StartSingleTimer("t", "tick", TimeSpan.FromMilliseconds(1));
                a.On<string>(_ => TestActor.Tell(a.Sender.Equals(a.Self)));
            }));
        ExpectMsg(true);
    }

    [Fact]
    public async Task Failure_should_be_the_answer_of_an_ask_for_any_object()
    {
        var echo = ActorOf(Scripted.Props(a => a.On<object>(m => a.Sender.Tell(m))));
        var failure = new Status.Failure(new InvalidOperationException());
        Assert.Same(failure, await echo.Ask(failure, TimeSpan.FromSeconds(30)));
        Assert.Same(failure, await echo.Ask<object>(failure, TimeSpan.FromSeconds(30)));
        Assert.Same(failure, await echo.Ask<Status.Failure>(failure, TimeSpan.FromSeconds(30)));
    }

    private sealed class ByTypeObject : ReceiveActor
    {
        public ByTypeObject(IActorRef log) =>
            Receive(typeof(Version), version => log.Tell($"by type {version}"));
    }
}
