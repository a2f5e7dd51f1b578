using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class SchedulerTests : ConformanceTest
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(10);

    /// <summary>Late enough for what a case does before, also on a busy machine.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMilliseconds(400);

    [Fact]
    public void Once_should_be_once()
    {
        Sys.Scheduler.ScheduleTellOnce(Soon, TestActor, "x", ActorRefs.NoSender);
        ExpectMsg("x");
        ExpectNoMsg(TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public void Repeatedly_should_go_on_until_cancelled()
    {
        using var cancel = new Cancelable(Sys.Scheduler);
        Sys.Scheduler.ScheduleTellRepeatedly(Soon, Soon, TestActor, "x", ActorRefs.NoSender, cancel);
        ExpectMsg("x");
        ExpectMsg("x");
        cancel.Cancel();
        Assert.True(cancel.IsCancellationRequested);
        while (ReceiveOne(TimeSpan.FromMilliseconds(60)) is not null)
        {
            // Ticks that were under way.
        }

        ExpectNoMsg(TimeSpan.FromMilliseconds(60));
    }

    [Fact]
    public void Cancelled_before_its_time_should_not_be_sent()
    {
        var cancel = Sys.Scheduler.ScheduleTellOnceCancelable(Later, TestActor, "x", ActorRefs.NoSender);
        cancel.Cancel();
        Sys.Scheduler.ScheduleTellOnce(Later * 1.5, TestActor, "end", ActorRefs.NoSender);
        ExpectMsg("end");
    }

    [Fact]
    public void Sender_should_be_the_given_one()
    {
        var probe = CreateTestProbe();
        Sys.Scheduler.ScheduleTellOnce(Soon, TestActor, "x", probe.Ref);
        ExpectMsg("x");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public void Actions_should_run()
    {
        Sys.Scheduler.Advanced.ScheduleOnce(Soon, () => TestActor.Tell("ran", ActorRefs.NoSender));
        ExpectMsg("ran");
    }

    [Fact]
    public void Negative_delay_should_be_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(-1), TestActor, "x", ActorRefs.NoSender));

    [Fact]
    public void Interval_below_a_millisecond_should_repeat()
    {
        using var cancel = new Cancelable(Sys.Scheduler);
        var short_ = TimeSpan.FromMicroseconds(500);
        Sys.Scheduler.ScheduleTellRepeatedly(short_, short_, TestActor, "x", ActorRefs.NoSender, cancel);
        ExpectMsg("x");
        ExpectMsg("x");
        cancel.Cancel();
    }

    [Fact]
    public void Time_of_months_should_be_taken()
    {
        using var cancel = new Cancelable(Sys.Scheduler);
        var months = TimeSpan.FromDays(100);
        Sys.Scheduler.ScheduleTellOnce(months, TestActor, "late", ActorRefs.NoSender, cancel);
        Sys.Scheduler.ScheduleTellRepeatedly(Soon, months, TestActor, "x", ActorRefs.NoSender, cancel);
        ExpectMsg("x");
        ExpectNoMsg(TimeSpan.FromMilliseconds(60));
        cancel.Cancel();
    }
}
