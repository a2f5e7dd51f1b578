using Argo.Actors.Rollback;
using Argo.Actors.Tests.Doubles;
using Argo.Artifacts.Undo;
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
        Assert.Null(RollbackState.Initial.WhyNot(new Prepare(Some.UndoPlan(1), Some.Noon)));
        Assert.Contains(
            "Prepared", Prepared.WhyNot(new Prepare(Some.UndoPlan(1), Some.Noon)), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_should_be_undone_before_a_plan_is_journaled() =>
        Assert.NotNull(RollbackState.Initial.WhyNot(new RollBack("why", Some.Noon)));

    [Fact]
    public void A_finished_execution_should_take_no_further_command()
    {
        foreach (var end in (RollbackState[])[
            Prepared.Apply(new Completed([0], Some.Noon)),
            Prepared.Apply(new RollingBack(1, "why", Some.Noon)).Apply(new RolledBack(Some.Noon)),
            RollbackState.Initial.Apply(new Aborted("why", Some.Noon))])
        {
            Assert.NotNull(end.WhyNot(new RollBack("why", Some.Noon)));
            Assert.NotNull(end.WhyNot(new Complete([], Some.Noon)));
            Assert.NotNull(end.WhyNot(new Prepare(Some.UndoPlan(1), Some.Noon)));
            Assert.NotNull(end.WhyNot(new Abort("why", Some.Noon)));
        }
    }

    [Fact]
    public void An_undo_should_be_claimable_again_while_it_is_unfinished()
    {
        var claimed = Prepared.Apply(new RollingBack(1, "why", Some.Noon));
        Assert.Null(claimed.WhyNot(new RollBack("again", Some.Noon)));
        Assert.Null(claimed.Apply(new Parked(["left"], Some.Noon)).WhyNot(new RollBack("again", Some.Noon)));
        Assert.Null(Prepared.Apply(new Halted("why", [0], Some.Noon))
            .WhyNot(new RollBack("on request", Some.Noon)));
    }

    [Fact]
    public void A_decision_should_be_taken_only_about_what_is_in_conflict()
    {
        var parked = Prepared.Apply(new RollingBack(1, "why", Some.Noon))
            .Apply(new Parked(["left"], Some.Noon, [Some.Conflict("file-1.txt")]));
        Assert.Null(parked.WhyNot(Mine("file-1.txt")));
        Assert.Contains("file-1.txt", parked.WhyNot(Mine("other.txt")), StringComparison.Ordinal);
        Assert.NotNull(Prepared.WhyNot(Mine("file-1.txt")));
        Assert.NotNull(parked.Apply(new RolledBack(Some.Noon)).WhyNot(Mine("file-1.txt")));
    }

    [Fact]
    public void A_decision_should_be_repeatable_and_the_last_one_count()
    {
        var decided = Prepared.Apply(new RollingBack(1, "why", Some.Noon))
            .Apply(new Parked(["left"], Some.Noon, [Some.Conflict("file-1.txt")]))
            .Apply(new Resolved("file-1.txt", ConflictChoice.KeepMine, "ada", Some.Noon))
            .Apply(new Parked(["left"], Some.Noon, [Some.Conflict("file-2.txt")]));
        Assert.Null(decided.WhyNot(Mine("file-1.txt")));
        Assert.True(decided.Knows(Mine("file-1.txt").Decision));
        var other = decided.Apply(new Resolved("file-1.txt", ConflictChoice.KeepTheirs, "ada", Some.Noon));
        Assert.False(other.Knows(Mine("file-1.txt").Decision));
        Assert.Equal(ConflictChoice.KeepTheirs, other.Decisions["file-1.txt"]);
    }

    [Fact]
    public void What_an_older_Argo_parked_should_take_a_decision_about_any_path_of_the_plan()
    {
        var parked =
            Prepared.Apply(new RollingBack(1, "why", Some.Noon)).Apply(new Parked(["left"], Some.Noon));
        Assert.Null(parked.WhyNot(Mine("file-1.txt")));
        Assert.NotNull(parked.WhyNot(Mine("other.txt")));
    }

    private static Resolve Mine(string path) =>
        new(new ConflictDecision(path, ConflictChoice.KeepMine, "ada"), Some.Noon);

    [Fact]
    public void A_claim_should_raise_the_epoch() =>
        Assert.Equal(2, Prepared.Apply(new RollingBack(1, "", Some.Noon))
            .Apply(new RollingBack(2, "", Some.Noon)).Epoch);

    [Fact]
    public void A_completed_execution_should_know_which_swaps_stand() =>
        Assert.Equal([0, 2], Prepared.Apply(new Completed([0, 2], Some.Noon)).AppliedSwaps.AsEnumerable());
}
