using Akka.Actor;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Records;
using Argo.Artifacts.Undo;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>What a recovery tells of the steps that a dead process ran: only what is known.</summary>
public sealed class FoundStepsTests : ExecutionKit
{
    [Fact]
    public async Task A_step_of_which_nothing_tells_that_it_ran_should_not_be_told_as_applied()
    {
        var request = Left(
            Some.Approved(1, 2), new RollbackEvents.Prepared(Some.UndoPlan(1, 2), Some.Noon));
        Harness.SiteOf(request).Missing =
        [
            .. Some.UndoPlan(1, 2).Rows.Select(
                row => new UndoOutcome(row, UndoVerdict.Conflict, $"{row.Path}: its stage is gone")
                {
                    Conflict = Some.Conflict(row.Path),
                }),
        ];

        var ended = await Await(request);

        Assert.Equal(ExecutionState.Parked, ended.State);
        Assert.Empty(ended.Result.StepsExecuted);
        Assert.DoesNotContain(
            ended.Record.StepEvents, e => e.EventType is StepEventType.StepFoundApplied);
    }

    [Fact]
    public async Task A_step_that_was_halted_should_be_told_as_its_living_process_journaled_it()
    {
        var request = Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.Halted("intrusion", [0], Some.Noon));
        Harness.SiteOf(request).Apply(1);
        await Await(request);
        var ended = Assert.Single((await Recover(request.ExecutionId)).Ends);
        Assert.Equal(
            "journaled as applied and verified",
            Assert.Single(ended.Result.StepsExecuted).VerificationDetail);
    }

    [Fact]
    public async Task A_recovery_of_one_workspace_should_leave_the_others_alone()
    {
        Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        var supervisor = NewSupervisor(recovers: false);
        supervisor.Tell(new Recover(null, WorkspaceRoot: "/elsewhere"), TestActor);
        Assert.Empty((await ExpectMsgAsync<Recovered>()).Ends);
        supervisor.Tell(new Recover(null, WorkspaceRoot: Some.Root), TestActor);
        Assert.Single((await ExpectMsgAsync<Recovered>()).Ends);
    }

    private async Task<Recovered> Recover(ExecutionId? only)
    {
        NewSupervisor().Tell(new Recover(only), TestActor);
        return await ExpectMsgAsync<Recovered>();
    }
}
