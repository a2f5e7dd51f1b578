using Akka.Actor;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Artifacts.Plans;

namespace Argo.Actors.Tests.Supervision;

public sealed class ExecutionQueueTests
{
    private readonly ExecutionQueue _runs = new(new ExecutionLimits { MaxRunning = 2, MaxQueued = 3 });

    [Fact]
    public void Disjoint_plans_should_start_at_once()
    {
        var (one, other) = (Add("one", "a"), Add("other", "b"));
        Assert.Equal([one, other], _runs.TakeStartable());
    }

    [Fact]
    public void An_overlapping_plan_should_wait_for_the_one_before_it()
    {
        var first = Add("first", "a");
        var second = Add("second", "a/b");
        Assert.Equal([first], _runs.TakeStartable());
        first.Worker = ActorRefs.Nobody;
        Assert.Empty(_runs.TakeStartable());
        _runs.Remove(first);
        Assert.Equal([second], _runs.TakeStartable());
    }

    [Fact]
    public void Submission_order_should_hold_per_path_even_when_the_one_between_waits()
    {
        Add("first", "a").Worker = ActorRefs.Nobody;
        Add("second", "a", "b");
        Add("third", "b"); // would be free, but the second came before it and needs b too
        Assert.Empty(_runs.TakeStartable());
    }

    [Fact]
    public void No_more_than_the_limit_should_run()
    {
        Add("one", "a").Worker = ActorRefs.Nobody;
        var two = Add("two", "b");
        Add("three", "c");
        Assert.Equal([two], _runs.TakeStartable());
    }

    [Fact]
    public void A_full_queue_should_say_why()
    {
        Add("one", "a");
        Add("two", "a");
        Assert.Null(_runs.WhyFull());
        Add("three", "a");
        Assert.Contains("queue is full", _runs.WhyFull(), StringComparison.Ordinal);
    }

    private ScheduledExecution Add(string id, params string[] targets)
    {
        var plan = Some.Plan() with { Steps = [.. targets.Select((t, i) => Some.WriteStep(i + 1, t))] };
        var scheduled = new ScheduledExecution(
            Some.Approved(plan) with { ExecutionId = new ExecutionId(id) }, isRecovery: false);
        _runs.Add(scheduled);
        return scheduled;
    }
}
