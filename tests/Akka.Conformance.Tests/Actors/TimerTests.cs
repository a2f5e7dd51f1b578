using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class TimerTests : ConformanceTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(5);

    [Fact]
    public void Single_timer_should_fire_once()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () => a.Timers.StartSingleTimer("t", "tick", Soon);
                a.On<string>(s => TestActor.Tell($"{s} {a.Timers.IsTimerActive("t")}"));
            }));
        ExpectMsg("tick False");
        ExpectNoMsg(TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public void Periodic_timer_should_go_on_until_cancelled()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                var ticks = 0;
                a.OnPreStart = () => a.Timers.StartPeriodicTimer("t", "tick", Soon);
                a.On<string>(_ =>
                {
                    TestActor.Tell(++ticks);
                    if (ticks == 3)
                        a.Timers.Cancel("t");
                });
            }));
        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
        ExpectNoMsg(TimeSpan.FromMilliseconds(80));
    }

    [Fact]
    public void Periodic_timer_should_take_a_first_delay_and_a_sender()
    {
        ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () => a.Timers.StartPeriodicTimer("t", "tick", Soon, Never, TestActor);
                a.On<string>(s => a.Sender.Tell(s));
            }));
        ExpectMsg("tick");
        ExpectNoMsg(TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public void Timer_with_a_key_in_use_should_replace_the_old_one()
    {
        ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () =>
                {
                    a.Timers.StartSingleTimer("t", "old", Soon);
                    a.Timers.StartSingleTimer("t", "new", Soon);
                };
                a.On<string>(s => TestActor.Tell(s));
            }));
        ExpectMsg("new");
        ExpectNoMsg(TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public async Task Queued_message_of_a_replaced_timer_should_be_discarded()
    {
        var fired = new TaskCompletionSource();
        ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(s => TestActor.Tell(s));
                a.On<int>(_ =>
                {
                    a.Timers.StartSingleTimer("t", "old", TimeSpan.Zero);
                    // The other timer is later than the first, so when it has fired the first is queued.
                    a.Context.System.Scheduler.Advanced.ScheduleOnce(
                        TimeSpan.FromMilliseconds(50),
                        fired.SetResult);
                    fired.Task.Wait(TimeSpan.FromSeconds(30));
                    a.Timers.StartSingleTimer("t", "new", TimeSpan.FromMilliseconds(1));
                });
                a.OnPreStart = () => a.Self.Tell(1);
            }));
        await fired.Task;
        ExpectMsg("new");
        ExpectNoMsg(TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public void Cancelled_timer_should_not_fire()
    {
        ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () =>
                {
                    a.Timers.StartSingleTimer("t", "never", Soon);
                    a.Timers.Cancel("t");
                    a.Timers.StartSingleTimer("u", "end", Soon * 3);
                };
                a.On<string>(s => TestActor.Tell(s));
            }));
        ExpectMsg("end");
    }

    [Fact]
    public void CancelAll_should_cancel_all()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ =>
                {
                    a.Timers.StartSingleTimer(1, 1, Never);
                    a.Timers.StartPeriodicTimer(2, 2, Never);
                    TestActor.Tell(a.Timers.ActiveTimers.Count);
                    a.Timers.CancelAll();
                    TestActor.Tell(a.Timers.ActiveTimers.Count);
                })));
        actor.Tell("go");
        ExpectMsg(2);
        ExpectMsg(0);
    }

    [Fact]
    public void Restart_should_cancel_all_timers()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<int>(_ => a.Timers.StartSingleTimer("t", "ghost", Soon));
                a.On<Exception>(e => throw e);
                a.On<string>(s => TestActor.Tell(s));
                a.On<bool>(_ => a.Sender.Tell(a.Timers.IsTimerActive("t")));
            }));
        actor.Tell(1);
        actor.Tell(new InvalidOperationException());
        actor.Tell(true);
        ExpectMsg(false);
        ExpectNoMsg(TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public void Stop_should_cancel_all_timers()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () => a.Timers.StartPeriodicTimer("t", "tick", Soon);
                a.On<string>(s => TestActor.Tell(s));
            }));
        ExpectMsg("tick");
        Watch(actor);
        Sys.Stop(actor);
        FishForMessage<Terminated>(_ => true);
        Sys.EventStream.Subscribe(TestActor, typeof(Event.AllDeadLetters));
        ExpectNoMsg(TimeSpan.FromMilliseconds(80));
    }

    [Fact]
    public void Timer_message_should_be_stashable()
    {
        ActorOf(
            Scripted.Props(a =>
            {
                a.OnPreStart = () => a.Timers.StartSingleTimer("t", "tick", TimeSpan.FromMilliseconds(1));
                a.On<string>(_ =>
                {
                    a.Stash.Stash();
                    a.Stash.UnstashAll();
                    a.Switch(() => a.On<string>(s => TestActor.Tell($"again {s}")));
                });
            }));
        ExpectMsg("again tick");
    }

    [Fact]
    public void Periodic_timer_without_an_interval_should_be_refused()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<int>(ms => TestActor.Tell(
                    Record.Exception(() =>
                        a.Timers.StartPeriodicTimer("t", "tick", TimeSpan.FromMilliseconds(ms)))
                    is ArgumentOutOfRangeException && !a.Timers.IsTimerActive("t")))));
        actor.Tell(0);
        ExpectMsg(true);
        actor.Tell(-1);
        ExpectMsg(true);
    }

    [Fact]
    public void Timer_of_months_should_be_taken()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ =>
                {
                    a.Timers.StartSingleTimer("t", "tick", TimeSpan.FromDays(100));
                    TestActor.Tell(a.Timers.IsTimerActive("t"));
                })));
        actor.Tell("go");
        ExpectMsg(true);
    }

    [Fact]
    public void Timer_of_an_instance_whose_restart_failed_should_not_live_on()
    {
        var restarts = 0;
        var child = Scripted.Props(a =>
        {
            a.On<string>(s =>
            {
                if (s == "fail")
                    throw new InvalidOperationException();
                TestActor.Tell(s);
            });
            a.OnPostRestart = _ =>
            {
                if (++restarts == 2)
                {
                    TestActor.Tell(a.Timers.IsTimerActive("t"));
                    return;
                }

                a.Timers.StartSingleTimer("t", "tick", Soon);
                throw new InvalidOperationException();
            };
        });
        var parent = ActorOf(
            Scripted.Props(a =>
            {
                a.Strategy = new OneForOneStrategy(_ => Directive.Restart);
                a.On<string>(s => a.Context.ActorOf(child).Tell(s));
            }));
        parent.Tell("fail");
        ExpectMsg(false);
        ExpectNoMsg(TimeSpan.FromMilliseconds(60));
    }
}
