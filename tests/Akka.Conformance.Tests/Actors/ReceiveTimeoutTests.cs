using System.Diagnostics;
using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class ReceiveTimeoutTests : ConformanceTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(40);

    [Fact]
    public void Timeout_should_repeat_until_switched_off()
    {
        ActorOf(
            Scripted.Props(a =>
            {
                var count = 0;
                a.OnPreStart = () => a.Context.SetReceiveTimeout(Soon);
                a.On<ReceiveTimeout>(_ =>
                {
                    TestActor.Tell(++count);
                    if (count == 3)
                        a.Context.SetReceiveTimeout(null);
                });
            }));
        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
        ExpectNoMsg(Soon * 3);
    }

    [Fact]
    public void Timeout_should_come_when_messages_cease()
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

        FishForMessage<(int Seen, TimeSpan Silence)>(m =>
            m.Seen == 10 && m.Silence > timeout - TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public void Transparent_messages_should_not_hold_the_timeout_off()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () => a.Context.SetReceiveTimeout(TimeSpan.FromMilliseconds(100));
                a.On<ReceiveTimeout>(_ => TestActor.Tell("timeout"));
                a.On<Transparent>(_ => { });
            }));
        Sys.Scheduler.ScheduleTellRepeatedly(
            TimeSpan.Zero,
            TimeSpan.FromMilliseconds(20),
            actor,
            new Transparent(),
            ActorRefs.NoSender);
        ExpectMsg("timeout");
    }

    [Fact]
    public void Timeout_should_be_readable()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ =>
                {
                    a.Context.SetReceiveTimeout(TimeSpan.FromMinutes(1));
                    a.Sender.Tell(a.Context.ReceiveTimeout!);
                })));
        actor.Tell("go");
        ExpectMsg(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Timeout_set_in_a_handler_should_count_from_there()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(_ => a.Context.SetReceiveTimeout(Soon));
                a.On<ReceiveTimeout>(_ =>
                {
                    a.Context.SetReceiveTimeout(null);
                    TestActor.Tell("timeout");
                });
            }));
        ExpectNoMsg(Soon * 2);
        actor.Tell("arm");
        ExpectMsg("timeout");
    }

    private sealed record Transparent : INotInfluenceReceiveTimeout;
}
