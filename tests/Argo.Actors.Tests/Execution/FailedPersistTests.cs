using Akka.Actor;
using Akka.TestKit.Xunit2;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>
/// A persist that fails says nothing about the journal: it is read again, and it alone decides.
/// </summary>
public sealed class FailedPersistTests : TestKit
{
    private readonly ActorHarness _harness;
    private readonly Lazy<IActorRef> _supervisor;

    public FailedPersistTests()
        : this(new ActorHarness())
    {
    }

    private FailedPersistTests(ActorHarness harness)
        : base(TestEngine.Setup(harness.Journal))
    {
        _harness = harness;
        _supervisor = new Lazy<IActorRef>(
            () => Sys.ActorOf(SupervisorActor.Props(_harness.Services), "argo"));
    }

    [Theory]
    [InlineData("rollback-prepared.v1")]
    [InlineData("rollback-completed.v1")]
    public async Task An_event_that_was_not_written_should_be_written_again(string manifest)
    {
        _harness.Journal.Failing[manifest] = 2;
        Assert.Equal(ExecutionState.Completed, (await Run(Some.Approved(1))).State);
        Assert.Single(_harness.Calls, call => call == $"journal {manifest}");
    }

    [Theory]
    [InlineData("rollback-prepared.v1")]
    [InlineData("rollback-completed.v1")]
    public async Task An_event_that_was_written_although_the_answer_says_no_should_not_be_written_twice(
        string manifest)
    {
        _harness.Journal.FailingAfter[manifest] = 1;
        Assert.Equal(ExecutionState.Completed, (await Run(Some.Approved(1))).State);
        Assert.Single(_harness.Calls, call => call == $"journal {manifest}");
        Assert.Single(_harness.Calls, call => call == "act 1");
    }

    [Theory]
    [InlineData("rollback-rolling-back.v1", true)]
    [InlineData("rollback-rolling-back.v1", false)]
    [InlineData("rollback-rolled-back.v1", true)]
    [InlineData("rollback-rolled-back.v1", false)]
    public async Task An_undo_should_be_claimed_and_ended_once_and_told_in_full(
        string manifest, bool isWritten)
    {
        (isWritten ? _harness.Journal.FailingAfter : _harness.Journal.Failing)[manifest] = 1;
        var request = Some.Approved(1, 2);
        _harness.SiteOf(request).Failing[2] = "disk full";

        var ended = await Run(request);

        Assert.Equal(ExecutionState.RolledBack, ended.State);
        Assert.True(ended.Result.StepsExecuted[0].RollbackSucceeded);
        Assert.Contains("put back", ended.Result.StepsExecuted[0].RollbackDetail, StringComparison.Ordinal);
        Assert.Single(_harness.Calls, call => call == $"journal {manifest}");
        Assert.Single(_harness.Calls, call => call == "fence 1");
        Assert.Single(_harness.Calls, call => call == "undo 0");
    }

    [Fact]
    public async Task An_abort_should_be_journaled_although_its_first_write_failed()
    {
        _harness.Journal.Failing["rollback-aborted.v1"] = 1;
        var request = Some.Approved(1);
        _harness.SiteOf(request).Drifts = [new Drift("a", "nothing", "a file")];
        Assert.Equal(ExecutionState.Aborted, (await Run(request)).State);
        Assert.Contains("journal rollback-aborted.v1", _harness.Calls);
    }

    [Fact]
    public async Task A_journal_that_takes_nothing_before_the_first_swap_should_end_with_nothing_applied()
    {
        _harness.Journal.Failing["rollback-prepared.v1"] = _harness.Limits.StoreAttempts;
        var ended = await Run(Some.Approved(1));
        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("approval is used up", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.DoesNotContain("act 1", _harness.Calls);
    }

    [Fact]
    public async Task A_journal_that_does_not_take_completed_should_end_rolled_back_by_recovery()
    {
        _harness.Journal.Failing["rollback-completed.v1"] = _harness.Limits.StoreAttempts;

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
        _harness.SiteOf(request).OnCall = call =>
        {
            if (call == "act 1")
                Write(request, 2, new RollbackEvents.RollingBack(1, "another process", Some.Noon));
        };

        await Run(request);

        Assert.DoesNotContain("journal rollback-completed.v1", _harness.Calls);
        var claims = _harness.Journal.Read(RollbackActor.PersistenceIdOf(request.ExecutionId))
            .Select(row => row.Event).OfType<RollbackEvents.RollingBack>().ToArray();
        Assert.Equal("another process", claims[0].Reason);
        Assert.Contains("taken over", claims[1].Reason, StringComparison.Ordinal); // by a recovery, not by it
    }

    [Fact]
    public async Task A_store_without_room_should_be_told_with_what_stands_and_what_to_type()
    {
        _harness.Journal.Failing["rollback-completed.v1"] = int.MaxValue;
        _harness.Journal.Failing["rollback-rolling-back.v1"] = int.MaxValue;
        _supervisor.Value.Tell(new Submit(Some.Approved(1)), TestActor);
        await ExpectMsgAsync<Submitted>();
        _supervisor.Value.Tell(new AwaitEnd(Some.Approved(1).ExecutionId), TestActor);

        var lost = await ExpectMsgAsync<NotKnown>();

        Assert.Contains("the journal's disk is full", lost.Reason, StringComparison.Ordinal);
        Assert.Contains("1 of 1 step(s) had run", lost.Reason, StringComparison.Ordinal);
        Assert.Contains("'argo recover exec-1'", lost.Reason, StringComparison.Ordinal);
    }

    private void Write(ExecutionRequest request, long number, IRollbackEvent fact) =>
        _harness.Journal.Write([SpyRow.Of(RollbackActor.PersistenceIdOf(request.ExecutionId), number, fact)]);

    private async Task<Ended> Run(ExecutionRequest request)
    {
        _supervisor.Value.Tell(new Submit(request), TestActor);
        await ExpectMsgAsync<Submitted>();
        _supervisor.Value.Tell(new AwaitEnd(request.ExecutionId), TestActor);
        return await ExpectMsgAsync<Ended>();
    }
}
