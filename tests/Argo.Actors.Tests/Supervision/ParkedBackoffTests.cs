using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Artifacts.Executions;

namespace Argo.Actors.Tests.Supervision;

public sealed class ParkedBackoffTests
{
    private static readonly ExecutionLimits Limits = new()
    {
        ParkedBackoff = TimeSpan.FromMinutes(1), MaxParkedBackoff = TimeSpan.FromHours(1),
    };

    [Fact]
    public void What_is_not_parked_should_be_due() =>
        Assert.True(ParkedBackoff.IsDue(
            Entry(TimeSpan.Zero) with { State = ExecutionState.Running }, Some.Noon, Limits));

    [Fact]
    public void The_first_pause_should_be_the_shortest()
    {
        Assert.False(IsDueAfter(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(59)));
        Assert.True(IsDueAfter(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void Each_pause_should_be_as_long_as_it_has_been_tried_for()
    {
        Assert.False(IsDueAfter(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(9.9)));
        Assert.True(IsDueAfter(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void No_pause_should_be_longer_than_the_bound()
    {
        Assert.False(IsDueAfter(TimeSpan.FromDays(10), TimeSpan.FromMinutes(59)));
        Assert.True(IsDueAfter(TimeSpan.FromDays(10), TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_clock_that_was_set_back_should_not_keep_it_waiting() =>
        Assert.True(IsDueAfter(TimeSpan.FromDays(1), TimeSpan.FromHours(-2)));

    private static bool IsDueAfter(TimeSpan triedFor, TimeSpan pause) =>
        ParkedBackoff.IsDue(Entry(triedFor), Some.Noon + triedFor + pause, Limits);

    private static ExecutionEntry Entry(TimeSpan triedFor) => new()
    {
        ExecutionId = "exec-1", PlanId = "plan-1", PlanDigest = "", Workspace = "ws", WorkspaceRoot =
            Some.Root,
        State = ExecutionState.Parked, SubmittedAt = Some.Noon, FinishedAt = Some.Noon + triedFor,
    };
}
