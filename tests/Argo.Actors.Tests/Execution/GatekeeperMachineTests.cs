using System.Collections.Immutable;
using Argo.Actors.Execution;
using Argo.Actors.Observation;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using static Argo.Actors.Execution.GatekeeperCommand;

using static Argo.Actors.Tests.Execution.GatekeeperRun;

namespace Argo.Actors.Tests.Execution;

/// <summary>The decisions of a gatekeeper while steps run and at the end, without actors.</summary>
public sealed class GatekeeperMachineTests
{
    private readonly GatekeeperRun _run = new();

    [Fact]
    public void A_plan_that_nothing_disturbs_should_pass_every_stage_in_order()
    {
        _run.Prepare();
        Assert.Equal(GatekeeperStage.Executing, _run.State.Stage);
        _run.Happen(Applied(1, 0), Applied(2, 1));
        _run.Happen(new WorkspaceProtocol.Flushed(), Snapshot, new WorkspaceProtocol.OriginalsChecked([]));
        var fact = Assert.IsType<RollbackProtocol.Complete>(_run.Journaled());
        Assert.Equal([0, 1], fact.AppliedSwaps.ToArray());
        _run.Happen(Done(RollbackPhase.Completed));
        Assert.Equal(ExecutionState.Completed, _run.Sealed().State);
        Assert.Equal(GatekeeperStage.Ended, _run.State.Stage);
    }

    [Fact]
    public void Only_two_facts_should_be_journaled_for_a_plan_that_nothing_disturbs()
    {
        _run.Prepare();
        _run.Happen(Applied(1, 0), Applied(2, 1));
        _run.Happen(new WorkspaceProtocol.Flushed(), Snapshot, new WorkspaceProtocol.OriginalsChecked([]));
        _run.Happen(Done(RollbackPhase.Completed));
        Assert.Equal(2, _run.Commands.OfType<Journal>().Count());
    }

    [Fact]
    public void A_failed_step_should_undo_everything_unless_the_plan_says_otherwise()
    {
        _run.Prepare();
        _run.Happen(Failed(1));
        Assert.IsType<RollbackProtocol.RollBack>(_run.Journaled());
        Assert.Empty(_run.Commands.OfType<Apply>().Skip(1));
    }

    [Theory]
    [InlineData(OnFailure.Stop, 1)]
    [InlineData(OnFailure.Continue, 2)]
    public void A_failed_step_should_be_undone_by_itself_where_the_plan_says_so(OnFailure onFailure, int runs)
    {
        _run.Prepare(onFailure);
        _run.Happen(Failed(1, 0));
        Assert.Equal(1, Assert.IsType<RollbackProtocol.UndoStep>(_run.Journaled()).StepId);
        _run.Happen(Undone(1, UndoVerdict.Undone));
        Assert.Equal(runs, _run.Commands.OfType<Apply>().Count());
        Assert.Empty(_run.State.Applied);
    }

    [Fact]
    public void What_is_in_the_way_of_one_steps_undo_should_undo_everything()
    {
        _run.Prepare(OnFailure.Continue);
        _run.Happen(Failed(1, 0), Undone(1, UndoVerdict.Conflict));
        Assert.IsType<RollbackProtocol.RollBack>(_run.Journaled());
    }

    [Fact]
    public void A_step_whose_change_is_not_known_should_undo_everything_whatever_the_plan_says()
    {
        _run.Prepare(OnFailure.Continue);
        _run.Happen(new StepProtocol.Outcome.Failed(0, "a bug"));
        Assert.IsType<RollbackProtocol.RollBack>(_run.Journaled());
        Assert.False(Assert.Single(_run.Commands.OfType<NoteStep>()).IsKnown);
    }

    [Fact]
    public void The_death_of_another_steps_actor_should_decide_nothing()
    {
        _run.Prepare();
        var before = _run.State;
        _run.Happen(Died(2));
        Assert.Equal(before, _run.State);
        _run.Happen(Died(1));
        Assert.Equal(GatekeeperStage.RollingBack, _run.State.Stage);
    }

    [Fact]
    public void A_stop_while_a_step_runs_should_cancel_it_and_then_undo_everything()
    {
        _run.Prepare();
        _run.Happen(Stop);
        Assert.Single(_run.Commands.OfType<CancelCall>());
        _run.Happen(new StepProtocol.Outcome.Cancelled(0));
        Assert.Contains(
            "changed my mind", Assert.IsType<RollbackProtocol.RollBack>(_run.Journaled()).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_halt_should_let_the_step_under_way_end_and_undo_nothing()
    {
        _run.Prepare();
        _run.Happen(Halt, Applied(1, 0), new WorkspaceProtocol.Flushed(), Snapshot);
        Assert.Equal([0], Assert.IsType<RollbackProtocol.Halt>(_run.Journaled()).AppliedSwaps.ToArray());
        _run.Happen(Done(RollbackPhase.Halted));
        Assert.Equal(ExecutionState.Halted, _run.Sealed().State);
        Assert.Equal(ExecutionStatus.Partial, _run.Sealed().Status);
    }

    [Fact]
    public void An_end_that_cannot_be_made_durable_should_undo_everything()
    {
        foreach (var answers in (object[][])[[], [new WorkspaceProtocol.Flushed()],
            [new WorkspaceProtocol.Flushed(), Snapshot]])
        {
            _run.Begin();
            _run.Prepare();
            _run.Happen(Applied(1, 0), Applied(2, 1));
            _run.Happen(answers);
            _run.Happen(Broken);
            Assert.IsType<RollbackProtocol.RollBack>(_run.Journaled());
        }
    }

    [Fact]
    public void A_stop_should_not_touch_an_end_that_is_being_made_durable()
    {
        _run.Prepare();
        _run.Happen(Applied(1, 0), Applied(2, 1), Stop);
        Assert.Empty(_run.Commands.OfType<CancelCall>());
        _run.Happen(new WorkspaceProtocol.Flushed(), Snapshot, new WorkspaceProtocol.OriginalsChecked([]));
        Assert.IsType<RollbackProtocol.Complete>(_run.Journaled());
    }

    [Theory]
    [InlineData(RollbackPhase.RolledBack, ExecutionState.RolledBack)]
    [InlineData(RollbackPhase.Parked, ExecutionState.Parked)]
    public void An_undo_should_end_as_the_journal_says(RollbackPhase phase, ExecutionState state)
    {
        _run.Prepare();
        _run.Happen(Failed(1), new RollbackProtocol.Undone([], [], [], [], 2));
        Assert.IsType<RollbackProtocol.EndUndo>(_run.Journaled());
        Assert.Empty(_run.Commands.OfType<Seal>());
        _run.Happen(Done(phase), Broken); // a snapshot that cannot be taken is left out
        Assert.Equal(state, _run.Sealed().State);
    }

    [Fact]
    public void An_undo_that_lost_a_steps_actor_should_be_left_to_the_journal()
    {
        _run.Prepare();
        _run.Happen(Failed(1), Died(2));
        Assert.Single(_run.Commands.OfType<Fail>());
    }

    [Fact]
    public void What_does_not_belong_to_the_stage_should_change_nothing()
    {
        foreach (var late in (object[])[Snapshot, Broken, Applied(1, 0), new WorkspaceProtocol.Flushed(),
            Done(RollbackPhase.Prepared), new GatekeeperEvent.LookAgain(), Died(1)])
        {
            var decision = GatekeeperMachine.Next(_run.State, late);
            Assert.Equal(_run.State, decision.Next);
            Assert.Empty(decision.Commands);
        }
    }
}
