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
    public void The_undo_of_a_failed_step_should_leave_the_execution_prepared_and_open_to_an_undo_of_all()
    {
        var undone = Prepared.Apply(new UndoingStep(1, "disk full", Some.Noon));
        Assert.Equal((RollbackPhase.Prepared, 0), (undone.Phase, undone.Epoch));
        Assert.Equal([1], undone.UndoneSteps);
        Assert.Null(undone.WhyNot(new RollBack("why", Some.Noon)));
        Assert.Null(undone.WhyNot(new Complete([], Some.Noon)));
    }

    [Fact]
    public void A_step_should_be_undone_by_itself_once_and_only_while_steps_run()
    {
        var undo = new UndoStep(1, "disk full", Some.Noon);
        Assert.Null(Prepared.WhyNot(undo));
        Assert.NotNull(RollbackState.Initial.WhyNot(undo));
        Assert.NotNull(Prepared.Apply(new RollingBack(1, "why", Some.Noon)).WhyNot(undo));
        var undone = Prepared.Apply(Prepared.FactOf(undo));
        Assert.True(undone.IsJournaled(undo));
        Assert.Contains(
            "undone already", undone.WhyNot(undo with { At = Some.Noon.AddMinutes(1) }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_swap_of_an_undone_step_should_never_be_journaled_as_standing()
    {
        var undone = Prepared.Apply(new UndoingStep(1, "disk full", Some.Noon));
        Assert.Contains(
            "step 1 was undone", undone.WhyNot(new Complete([0], Some.Noon)), StringComparison.Ordinal);
        Assert.NotNull(undone.WhyNot(new Halt("intrusion", [0], Some.Noon)));
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
