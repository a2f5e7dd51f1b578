using Akka.Actor;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>
/// A persist that fails says nothing about the journal: it is read again, and it alone decides.
/// </summary>
public sealed class FailedPersistTests : ExecutionKit
{
    [Theory]
    [InlineData("rollback-prepared.v1")]
    [InlineData("rollback-completed.v1")]
    public async Task An_event_that_was_not_written_should_be_written_again(string manifest)
    {
        Harness.Journal.Failing[manifest] = 2;
        Assert.Equal(ExecutionState.Completed, (await Run(Some.Approved(1))).State);
        Assert.Single(Harness.Calls, call => call == $"journal {manifest}");
    }

    [Theory]
    [InlineData("rollback-prepared.v1")]
    [InlineData("rollback-completed.v1")]
    public async Task An_event_that_was_written_although_the_answer_says_no_should_not_be_written_twice(
        string manifest)
    {
        Harness.Journal.FailingAfter[manifest] = 1;
        Assert.Equal(ExecutionState.Completed, (await Run(Some.Approved(1))).State);
        Assert.Single(Harness.Calls, call => call == $"journal {manifest}");
        Assert.Single(Harness.Calls, call => call == "apply 1");
    }

    [Theory]
    [InlineData("rollback-rolling-back.v1", true)]
    [InlineData("rollback-rolling-back.v1", false)]
    [InlineData("rollback-rolled-back.v1", true)]
    [InlineData("rollback-rolled-back.v1", false)]
    public async Task An_undo_should_be_claimed_and_ended_once_and_told_in_full(
        string manifest, bool isWritten)
    {
        (isWritten ? Harness.Journal.FailingAfter : Harness.Journal.Failing)[manifest] = 1;
        var request = Some.Approved(1, 2);
        Harness.SiteOf(request).Failing[2] = "disk full";

        var ended = await Run(request);

        Assert.Equal(ExecutionState.RolledBack, ended.State);
        Assert.True(ended.Result.StepsExecuted[0].RollbackSucceeded);
        Assert.Contains("put back", ended.Result.StepsExecuted[0].RollbackDetail, StringComparison.Ordinal);
        Assert.Single(Harness.Calls, call => call == $"journal {manifest}");
        Assert.Single(Harness.Calls, call => call == "fence 1");
        Assert.Single(Harness.Calls, call => call == "undo 0");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_undo_of_a_failed_step_should_be_claimed_once_and_told_in_full(bool isWritten)
    {
        const string Manifest = "rollback-undoing-step.v1";
        (isWritten ? Harness.Journal.FailingAfter : Harness.Journal.Failing)[Manifest] = 1;
        var request = Some.Approved(Some.Plan(1, 2) with { OnFailure = OnFailure.Stop });
        Harness.SiteOf(request).Failing[2] = "disk full";
        Harness.SiteOf(request).HalfApplied.Add(1);

        var ended = await Run(request);

        Assert.Equal(ExecutionState.Partial, ended.State);
        Assert.Contains("put back", ended.Result.StepsExecuted[1].RollbackDetail, StringComparison.Ordinal);
        Assert.Single(Harness.Calls, call => call == $"journal {Manifest}");
        Assert.Single(Harness.Calls, call => call == "undo 1");
    }

    [Fact]
    public async Task An_abort_should_be_journaled_although_its_first_write_failed()
    {
        Harness.Journal.Failing["rollback-aborted.v1"] = 1;
        var request = Some.Approved(1);
        Harness.SiteOf(request).Drifts = [new Drift("a", "nothing", "a file")];
        Assert.Equal(ExecutionState.Aborted, (await Run(request)).State);
        Assert.Contains("journal rollback-aborted.v1", Harness.Calls);
    }

    [Fact]
    public async Task A_journal_that_takes_nothing_before_the_first_swap_should_end_with_nothing_applied()
    {
        Harness.Journal.Failing["rollback-prepared.v1"] = Harness.Limits.StoreAttempts;
        var ended = await Run(Some.Approved(1));
        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("approval is used up", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.DoesNotContain("apply 1", Harness.Calls);
    }

    [Fact]
    public async Task A_journal_that_does_not_take_completed_should_end_rolled_back_by_recovery()
    {
        Harness.Journal.Failing["rollback-completed.v1"] = Harness.Limits.StoreAttempts;

        var ended = await Run(Some.Approved(1));

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Contains(ended.Record.StepEvents, e => e.EventType is StepEventType.ExecutionResumed);
        Assert.Contains(ended.Record.StepEvents, e => e.EventType is StepEventType.StepFoundApplied);
        Assert.Contains(ended.Record.StepEvents, e => e.EventType is StepEventType.StepCompensated);
    }

    [Fact]
    public async Task An_execution_that_another_has_claimed_should_not_be_claimed_once_more()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).OnCall = call =>
        {
            if (call == "apply 1")
                Write(request, 2, new RollbackEvents.RollingBack(1, "another process", Some.Noon));
        };

        await Run(request);

        Assert.DoesNotContain("journal rollback-completed.v1", Harness.Calls);
        var claims = Harness.Journal.Read(RollbackActor.PersistenceIdOf(request.ExecutionId))
            .Select(row => row.Event).OfType<RollbackEvents.RollingBack>().ToArray();
        Assert.Equal("another process", claims[0].Reason);
        Assert.Contains("taken over", claims[1].Reason, StringComparison.Ordinal); // by a recovery, not by it
    }

    [Fact]
    public async Task A_store_without_room_should_be_told_with_what_stands_and_what_to_type()
    {
        Harness.Journal.Failing["rollback-completed.v1"] = int.MaxValue;
        Harness.Journal.Failing["rollback-rolling-back.v1"] = int.MaxValue;
        await Submit(Some.Approved(1));
        Supervisor.Tell(new AwaitEnd(Some.Approved(1).ExecutionId), TestActor);

        var lost = await ExpectMsgAsync<NotKnown>();

        Assert.Contains("the journal's disk is full", lost.Reason, StringComparison.Ordinal);
        Assert.Contains("1 of 1 step(s) had run", lost.Reason, StringComparison.Ordinal);
        Assert.Contains("'argo recover exec-1'", lost.Reason, StringComparison.Ordinal);
    }

    private void Write(ExecutionRequest request, long number, IRollbackEvent fact) =>
        Harness.Journal.Write([SpyRow.Of(RollbackActor.PersistenceIdOf(request.ExecutionId), number, fact)]);
}
