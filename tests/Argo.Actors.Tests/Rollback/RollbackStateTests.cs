using Argo.Actors.Rollback;
using Argo.Actors.Tests.Doubles;
using static Argo.Actors.Rollback.RollbackEvents;
using static Argo.Actors.Rollback.RollbackProtocol;

namespace Argo.Actors.Tests.Rollback;

public sealed class RollbackStateTests
{
    private static readonly RollbackState Prepared =
        RollbackState.Initial.Apply(new Prepared(Some.UndoPlan(1), Some.Noon));

    [Fact]
    public void An_undo_plan_should_be_taken_once()
    {
        Assert.Null(RollbackState.Initial.WhyNot(new Prepare(Some.UndoPlan(1))));
        Assert.Contains("Prepared", Prepared.WhyNot(new Prepare(Some.UndoPlan(1))), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_should_be_undone_before_a_plan_is_journaled() =>
        Assert.NotNull(RollbackState.Initial.WhyNot(new RollBack("why")));

    [Fact]
    public void A_finished_execution_should_take_no_further_command()
    {
        foreach (var end in (RollbackState[])[
            Prepared.Apply(new Completed([0], Some.Noon)),
            Prepared.Apply(new RollingBack(1, "why", Some.Noon)).Apply(new RolledBack(Some.Noon)),
            RollbackState.Initial.Apply(new Aborted("why", Some.Noon))])
        {
            Assert.NotNull(end.WhyNot(new RollBack("why")));
            Assert.NotNull(end.WhyNot(new Complete([])));
            Assert.NotNull(end.WhyNot(new Prepare(Some.UndoPlan(1))));
            Assert.NotNull(end.WhyNot(new Abort("why")));
        }
    }

    [Fact]
    public void An_undo_should_be_claimable_again_while_it_is_unfinished()
    {
        var claimed = Prepared.Apply(new RollingBack(1, "why", Some.Noon));
        Assert.Null(claimed.WhyNot(new RollBack("again")));
        Assert.Null(claimed.Apply(new Parked(["left"], Some.Noon)).WhyNot(new RollBack("again")));
        Assert.Null(Prepared.Apply(new Halted("why", [0], Some.Noon)).WhyNot(new RollBack("on request")));
    }

    [Fact]
    public void A_claim_should_raise_the_epoch() =>
        Assert.Equal(2, Prepared.Apply(new RollingBack(1, "", Some.Noon)).Apply(new RollingBack(2, "", Some.Noon)).Epoch);

    [Fact]
    public void A_completed_execution_should_know_which_swaps_stand() =>
        Assert.Equal([0, 2], Prepared.Apply(new Completed([0, 2], Some.Noon)).AppliedSwaps.AsEnumerable());
}
