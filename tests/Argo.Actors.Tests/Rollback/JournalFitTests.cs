using Argo.Actors.Ports;
using Argo.Actors.Rollback;
using Argo.Actors.Tests.Doubles;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using static Argo.Actors.Rollback.RollbackEvents;

namespace Argo.Actors.Tests.Rollback;

/// <summary>What else tells of an execution, held against its journal.</summary>
public sealed class JournalFitTests
{
    private static readonly RollbackState Open = RollbackState.Initial;
    private static readonly RollbackState Planned = Open.Apply(new Prepared(Some.UndoPlan(1), Some.Noon));
    private static readonly RollbackState Claimed = Planned.Apply(new RollingBack(1, "why", Some.Noon));
    private static readonly Drift Changed = new("a.txt", "a file", "another file");

    [Theory]
    [InlineData(ExecutionState.Completed)]
    [InlineData(ExecutionState.Partial)]
    [InlineData(ExecutionState.RolledBack)]
    [InlineData(ExecutionState.Parked)]
    [InlineData(ExecutionState.Halted)]
    public void An_end_that_the_store_tells_of_should_be_in_the_journal(ExecutionState told)
    {
        foreach (var journal in (RollbackState[])[Open, Planned, Claimed])
            Assert.NotNull(JournalConsistencyCheck.WhyNot(journal, [told]));
    }

    [Fact]
    public void An_end_that_was_gone_on_from_should_fit()
    {
        var parked = Claimed.Apply(new Parked(["left"], Some.Noon))
            .Apply(new RollingBack(2, "again", Some.Noon));
        Assert.Null(JournalConsistencyCheck.WhyNot(parked, [ExecutionState.Parked]));
        Assert.Null(JournalConsistencyCheck.WhyNot(
            parked.Apply(new RolledBack(Some.Noon)), [ExecutionState.Parked, ExecutionState.RolledBack]));
    }

    [Theory]
    [InlineData(ExecutionState.Queued)]
    [InlineData(ExecutionState.Running)]
    [InlineData(ExecutionState.Aborted)]
    public void What_had_not_begun_or_was_refused_should_fit_an_empty_journal(ExecutionState told) =>
        Assert.Null(JournalConsistencyCheck.WhyNot(Open, [told]));

    [Fact]
    public void A_stage_should_be_claimed_only_by_what_is_journaled()
    {
        Assert.NotNull(JournalConsistencyCheck.WhyNot(Planned, true, new DiskTraces(1, [], [])));
        Assert.Null(JournalConsistencyCheck.WhyNot(Claimed, true, new DiskTraces(1, [], [])));
        // it died before the fence
        Assert.Null(JournalConsistencyCheck.WhyNot(Claimed, true, new DiskTraces(0, [], [])));
    }

    [Fact]
    public void Originals_in_a_stage_should_have_an_undo()
    {
        var traces = new DiskTraces(0, [".argo/x/exec-1/0"], []);
        Assert.Contains(
            ".argo/x/exec-1/0", JournalConsistencyCheck.WhyNot(Open, false, traces),
            StringComparison.Ordinal);
        Assert.Null(JournalConsistencyCheck.WhyNot(Planned, true, traces));
    }

    [Fact]
    public void A_death_before_prepared_should_fit_where_the_tree_is_as_it_was()
    {
        Assert.Null(JournalConsistencyCheck.WhyNot(Open, true, new DiskTraces(0, [], [])));
        Assert.Contains(
            "a.txt",
            JournalConsistencyCheck.WhyNot(Open, true, new DiskTraces(null, [], [Changed])),
            StringComparison.Ordinal);
        Assert.NotNull(JournalConsistencyCheck.WhyNot(Open, false, new DiskTraces(0, [], [Changed])));
    }
}
