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

/// <summary>The decisions of a gatekeeper up to PREPARED, without actors.</summary>
public sealed class GatekeeperPreparationTests
{
    private readonly GatekeeperRun _run = new();

    [Fact]
    public void A_refused_gate_should_end_it_before_the_workspace_is_opened()
    {
        _run.Begin(Some.Approved(1) with { Approval = null });
        _run.Happen(Facts());
        Assert.Equal(ExecutionStatus.Aborted, _run.Sealed().Status);
        Assert.Empty(_run.Commands.OfType<Ask>());
        Assert.Empty(_run.Commands.OfType<Journal>());
    }

    [Fact]
    public void An_expired_approval_should_be_refused_for_good_before_that_is_told()
    {
        _run.Happen(Facts() with { Now = Some.Noon.AddHours(1) });
        Assert.Equal(GatekeeperStage.KeepingRefusal, _run.State.Stage);
        Assert.Empty(_run.Commands.OfType<Seal>());
        _run.Happen(new GatekeeperEvent.RefusalKept(null));
        Assert.Contains("expired", _run.Sealed().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_that_cancels_the_comparison_should_not_be_told_as_a_refused_gate()
    {
        _run.Happen(Stop);
        Assert.Single(_run.Commands.OfType<CancelCall>());
        _run.Happen(Facts() with
        {
            Drifts = Observe.Failed<ImmutableArray<Drift>>([], new OperationCanceledException()),
        });
        Assert.Contains("changed my mind", _run.Sealed().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_should_be_told_although_a_stop_came_too()
    {
        _run.Begin(Some.Approved(1) with { Approval = null });
        _run.Happen(Stop, Facts());
        Assert.DoesNotContain("changed my mind", _run.Sealed().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_busy_workspace_should_be_waited_for_until_that_took_too_long()
    {
        _run.Happen(Facts(), Busy);
        Assert.Single(_run.Commands.OfType<WaitForWorkspace>());
        _run.Happen(new GatekeeperEvent.LookAgain(), Busy, new GatekeeperEvent.WaitedTooLong("process 42"));
        Assert.Equal("process 42", _run.Sealed().Reason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stop_should_be_heard_at_each_point_before_prepared_and_change_nothing(bool isHalt)
    {
        foreach (var reached in Enumerable.Range(0, Preparation.Length))
        {
            _run.Begin();
            _run.Happen(Preparation[..reached]);
            _run.Happen(isHalt ? Halt : Stop);
            _run.Happen(Preparation[reached..]);
            _run.Happen(Done(RollbackPhase.Aborted));
            Assert.Equal(isHalt ? ExecutionState.Halted : ExecutionState.Aborted, _run.Sealed().State);
            Assert.Empty(_run.Commands.OfType<Apply>());
            Assert.DoesNotContain(
                _run.Commands.OfType<Journal>(), journal => journal.Request is RollbackProtocol.Prepare);
        }
    }

    [Fact]
    public void Whatever_fails_before_prepared_should_abort_with_its_words()
    {
        foreach (var reached in (int[])[1, 2, 5, 6, 7])
        {
            _run.Begin();
            _run.Happen(Preparation[..reached]);
            _run.Happen(Broken, Done(RollbackPhase.Aborted));
            Assert.Contains("input/output error", _run.Sealed().Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cancelled_staging_should_abort_as_the_stop_says()
    {
        _run.Happen(Preparation[..3]);
        _run.Happen(Stop, new StepProtocol.Outcome.Cancelled(0), Done(RollbackPhase.Aborted));
        Assert.Contains("changed my mind", _run.Sealed().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_approval_that_another_used_should_abort_and_be_said_of_its_gate()
    {
        _run.Happen(Preparation[..^1]);
        _run.Happen(new GatekeeperEvent.ApprovalUse(false), Done(RollbackPhase.Aborted));
        Assert.Single(_run.Commands.OfType<NoteUsedApproval>());
        Assert.DoesNotContain("is used up", _run.Sealed().Reason, StringComparison.Ordinal);
    }
}
