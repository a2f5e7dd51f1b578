using Akka.Actor;
using Akka.TestKit.Xunit2;
using Argo.Actors.Observation;
using Argo.Actors.Ports;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using Argo.Artifacts.Security;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>What a new process does with executions that a dead one left: the journal decides.</summary>
public sealed class RecoveryTests : TestKit
{
    private readonly ActorHarness _harness;

    public RecoveryTests()
        : this(new ActorHarness())
    {
    }

    private RecoveryTests(ActorHarness harness)
        : base(TestEngine.Setup(harness.Journal)) => _harness = harness;

    [Fact]
    public async Task A_start_should_undo_what_a_dead_process_had_prepared()
    {
        var request = await Left(
            Some.Approved(1, 2), new RollbackEvents.Prepared(Some.UndoPlan(1, 2), Some.Noon));
        _harness.SiteOf(request).Act(1);

        var ended = await Await(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Empty(_harness.SiteOf(request).Applied);
        Assert.Equal([1], ended.Result.StepsExecuted.Select(step => step.StepId));
        Assert.Equal(
            [
                StepEventType.JournalFact, StepEventType.ExecutionResumed, StepEventType.StepFoundApplied,
                StepEventType.StepCompensated,
            ],
            ended.Record.StepEvents.Select(e => e.EventType));
        Assert.Equal(Some.Noon, ended.Record.TimestampStart);
        Assert.Equal(Some.Noon, ended.Record.StepEvents[0].Timestamp);
        Assert.True(RecordVerifier.Verify(ended.Record).IsIntact);
    }

    [Fact]
    public async Task A_start_should_abort_what_had_not_been_prepared()
    {
        var request = await Left(Some.Approved(1));
        var ended = await Await(request);
        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.DoesNotContain(_harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_death_between_the_approvals_use_and_prepared_should_abort_and_say_that_it_is_used_up()
    {
        var request = await Left(Some.Approved(1));
        _harness.Ledger.Consume("approval-1", request.ExecutionId.Value);
        var ended = await Await(request);
        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("approval is used up", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.True(ended.Result.UserApproved);
    }

    [Fact]
    public async Task What_was_prepared_should_use_its_approval_before_it_is_undone()
    {
        var request = await Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        _harness.SiteOf(request).Act(1);
        Assert.Equal(ExecutionState.RolledBack, (await Await(request)).State);
        var calls = _harness.Calls.ToList();
        Assert.True(calls.IndexOf("consume approval-1") < calls.IndexOf("journal rollback-rolling-back.v1"));
        Assert.Contains("consume approval-1", calls);
    }

    [Fact]
    public async Task What_was_prepared_with_an_approval_that_another_had_used_should_end_aborted()
    {
        var request = await Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        _harness.Ledger.Consume("approval-1", "exec-other");
        Assert.Equal(ExecutionState.Aborted, (await Await(request)).State);
        Assert.Contains("journal rollback-rolled-back.v1", _harness.Calls);
    }

    [Fact]
    public async Task A_journal_that_lost_its_first_event_should_quarantine_the_execution()
    {
        var request = await Left(Some.Approved(1));
        _harness.Journal.Write([SpyRow.Of(
            RollbackActor.PersistenceIdOf(request.ExecutionId), 2,
            new RollbackEvents.RollingBack(1, "taken over", Some.Noon))]);
        await AssertQuarantined();
    }

    [Fact]
    public async Task A_stage_that_an_undo_has_claimed_should_quarantine_what_was_never_prepared()
    {
        await Left(Some.Approved(1));
        _harness.Sites.Traces = DiskTraces.None with { Epoch = 1 };
        await AssertQuarantined();
    }

    [Fact]
    public async Task A_used_approval_and_a_changed_tree_should_quarantine_what_was_never_prepared()
    {
        var request = await Left(Some.Approved(1));
        _harness.Ledger.Consume("approval-1", request.ExecutionId.Value);
        _harness.Sites.Drifts = [new Drift("file-1.txt", "nothing", "a file")];
        await AssertQuarantined();
    }

    private async Task AssertQuarantined()
    {
        var failure = Assert.Single((await Recover(null)).Failures);
        Assert.Contains("quarantined", failure.Reason, StringComparison.Ordinal);
        Assert.Empty(_harness.Ledger.Ends);
        Assert.DoesNotContain("collect", _harness.Calls);
        Assert.DoesNotContain("journal rollback-aborted.v1", _harness.Calls);
    }

    [Fact]
    public async Task A_start_should_leave_a_completed_execution_alone_and_keep_its_end()
    {
        var request = await Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.Completed([0], Some.Noon));
        var ended = await Await(request);
        Assert.Equal(ExecutionStatus.Success, ended.Result.ExecutionStatus);
        Assert.DoesNotContain(_harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_should_go_on_with_an_undo_that_was_cut_short()
    {
        var request = await Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.RollingBack(1, "a step failed", Some.Noon));
        var ended = await Await(request);
        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Contains("fence 2", _harness.Calls);
    }

    [Fact]
    public async Task A_workspace_whose_process_lives_should_not_be_recovered()
    {
        var request = await Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        _harness.Sites.Refusal = new WorkspaceException(
            WorkspaceFault.Busy, "process 42 holds the workspace");
        var recovered = await Recover(null);
        Assert.Contains("process 42", Assert.Single(recovered.Failures).Reason, StringComparison.Ordinal);
        Assert.Empty(_harness.Ledger.Ends);
    }

    [Fact]
    public async Task A_halted_execution_should_be_undone_only_on_request()
    {
        var request = await Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.Halted("intrusion", [0], Some.Noon));
        _harness.SiteOf(request).Act(1);
        Assert.Equal(ExecutionState.Halted, (await Await(request)).State);
        Assert.NotEmpty(_harness.SiteOf(request).Applied);

        var recovered = await Recover(request.ExecutionId);

        Assert.Equal(ExecutionState.RolledBack, Assert.Single(recovered.Ends).State);
        Assert.Empty(_harness.SiteOf(request).Applied);
    }

    [Fact]
    public async Task An_undo_after_a_halt_should_go_on_with_the_stored_record_in_one_chain()
    {
        var request = await Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.Halted("intrusion", [0], Some.Noon));
        _harness.SiteOf(request).Act(1);
        var halted = (await Await(request)).Record;

        var record = Assert.Single((await Recover(request.ExecutionId)).Ends).Record;

        Assert.Equal(halted.StepEvents, record.StepEvents.Take(halted.StepEvents.Length));
        Assert.Equal(
            [StepEventType.ExecutionResumed, StepEventType.StepFoundApplied, StepEventType.StepCompensated],
            record.StepEvents.Skip(halted.StepEvents.Length).Select(e => e.EventType));
        Assert.Equal(halted.TimestampStart, record.TimestampStart);
        Assert.True(RecordVerifier.Verify(record).IsIntact);
    }

    [Fact]
    public async Task A_recovery_that_was_cut_short_should_be_in_the_record_too()
    {
        var request = await Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.RollingBack(1, "taken over", Some.Noon.AddMinutes(1)));
        _harness.SiteOf(request).Act(1);
        var record = (await Await(request)).Record;
        Assert.Equal(
            ["prepared", "rolling_back"],
            record.StepEvents.Take(2).Select(step => step.Details!.Value.GetProperty("fact").GetString()));
        Assert.Equal(Some.Noon.AddMinutes(1), record.StepEvents[1].Timestamp);
        Assert.True(RecordVerifier.Verify(record).IsIntact);
    }

    [Fact]
    public async Task Recovery_should_wait_under_lockdown()
    {
        await Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        _harness.Security.Reading = new SecurityReading(SecurityState.Lockdown, BoundaryState.Lockdown);
        var recovered = await Recover(null);
        Assert.Contains("waits", Assert.Single(recovered.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_execution_that_has_ended_should_have_nothing_to_recover()
    {
        var request = await Left(Some.Approved(1));
        await Await(request);
        var recovered = await Recover(request.ExecutionId);
        Assert.Contains(
            "nothing to recover", Assert.Single(recovered.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_should_run_before_it_is_known_what_was_left()
    {
        _harness.Ledger.FailingLooks = 2;
        var supervisor = Supervisor();
        supervisor.Tell(new Submit(Some.Approved(1)), TestActor);
        Assert.Contains(
            "does not answer", (await ExpectMsgAsync<Refused>()).Reason, StringComparison.Ordinal);
        Assert.Empty(_harness.Calls);

        await AwaitAssertAsync(async () =>
        {
            supervisor.Tell(new Submit(Some.Approved(1)), TestActor);
            Assert.IsType<Submitted>(await ExpectMsgAsync<object>());
        });
    }

    [Fact]
    public async Task An_overlapping_submission_should_wait_until_the_recovery_has_ended()
    {
        var left = await Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        var next = Some.Approved(1) with { ExecutionId = new ExecutionId("exec-2") };
        next = next with { Approval = next.Approval! with { ApprovalId = "approval-2" } };
        var supervisor = Supervisor();
        supervisor.Tell(new Submit(next), TestActor);
        await ExpectMsgAsync<Submitted>();
        supervisor.Tell(new AwaitEnd(next.ExecutionId), TestActor);
        await ExpectMsgAsync<Ended>();

        var calls = _harness.Calls.ToList();
        Assert.True(calls.IndexOf("journal rollback-rolled-back.v1") < calls.IndexOf("act 1"));
        Assert.Equal(ExecutionState.RolledBack, _harness.Ledger.Ends[left.ExecutionId].State);
    }

    /// <summary>A dead process's execution: admitted, with these events in its journal.</summary>
    private Task<ExecutionRequest> Left(ExecutionRequest request, params IRollbackEvent[] journal)
    {
        _harness.Ledger.Know(request);
        _harness.Ledger.Abandoned[request.ExecutionId] = true;
        _harness.Journal.Write(SpyRow.Stream(RollbackActor.PersistenceIdOf(request.ExecutionId), journal));
        return Task.FromResult(request);
    }

    private IActorRef Supervisor() => Sys.ActorOf(SupervisorActor.Props(_harness.Services));

    private async Task<Ended> Await(ExecutionRequest request)
    {
        Supervisor().Tell(new AwaitEnd(request.ExecutionId), TestActor);
        return await ExpectMsgAsync<Ended>();
    }

    private async Task<Recovered> Recover(ExecutionId? only)
    {
        Supervisor().Tell(new Recover(only), TestActor);
        return await ExpectMsgAsync<Recovered>();
    }
}
