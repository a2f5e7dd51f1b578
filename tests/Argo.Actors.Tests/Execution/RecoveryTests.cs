using Akka.Actor;
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
public sealed class RecoveryTests : ExecutionKit
{
    [Fact]
    public async Task A_start_should_undo_what_a_dead_process_had_prepared()
    {
        var request = Left(
            Some.Approved(1, 2), new RollbackEvents.Prepared(Some.UndoPlan(1, 2), Some.Noon));
        Harness.SiteOf(request).Apply(1);

        var ended = await Await(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Empty(Harness.SiteOf(request).Applied);
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
    public async Task A_start_should_undo_everything_where_the_process_died_around_the_undo_of_one_step()
    {
        var request = Left(
            Some.Approved(1, 2), new RollbackEvents.Prepared(Some.UndoPlan(1, 2), Some.Noon),
            new RollbackEvents.UndoingStep(2, "disk full", Some.Noon));
        Harness.SiteOf(request).Apply(1);

        var ended = await Await(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Empty(Harness.SiteOf(request).Applied);
        Assert.Contains(ended.Record.StepEvents, e => e.StepName.Contains(
            "undo of step 2 begun: disk full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_should_abort_what_had_not_been_prepared()
    {
        var request = Left(Some.Approved(1));
        var ended = await Await(request);
        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.DoesNotContain(Harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_death_between_the_approvals_use_and_prepared_should_abort_and_say_that_it_is_used_up()
    {
        var request = Left(Some.Approved(1));
        Harness.Ledger.Consume("approval-1", request.ExecutionId.Value);
        var ended = await Await(request);
        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("approval is used up", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.True(ended.Result.UserApproved);
    }

    [Fact]
    public async Task What_was_prepared_should_use_its_approval_before_it_is_undone()
    {
        var request = Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        Harness.SiteOf(request).Apply(1);
        Assert.Equal(ExecutionState.RolledBack, (await Await(request)).State);
        var calls = Harness.Calls.ToList();
        Assert.True(calls.IndexOf("consume approval-1") < calls.IndexOf("journal rollback-rolling-back.v1"));
        Assert.Contains("consume approval-1", calls);
    }

    [Fact]
    public async Task What_was_prepared_with_an_approval_that_another_had_used_should_end_aborted()
    {
        var request = Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        Harness.Ledger.Consume("approval-1", "exec-other");
        Assert.Equal(ExecutionState.Aborted, (await Await(request)).State);
        Assert.Contains("journal rollback-rolled-back.v1", Harness.Calls);
    }

    [Fact]
    public async Task A_journal_that_lost_its_first_event_should_quarantine_the_execution()
    {
        var request = Left(Some.Approved(1));
        Harness.Journal.Write([SpyRow.Of(
            RollbackActor.PersistenceIdOf(request.ExecutionId), 2,
            new RollbackEvents.RollingBack(1, "taken over", Some.Noon))]);
        await AssertQuarantined();
    }

    [Fact]
    public async Task A_stage_that_an_undo_has_claimed_should_quarantine_what_was_never_prepared()
    {
        Left(Some.Approved(1));
        Harness.Sites.Traces = DiskTraces.None with { Epoch = 1 };
        await AssertQuarantined();
    }

    [Fact]
    public async Task A_used_approval_and_a_changed_tree_should_quarantine_what_was_never_prepared()
    {
        var request = Left(Some.Approved(1));
        Harness.Ledger.Consume("approval-1", request.ExecutionId.Value);
        Harness.Sites.Drifts = [new Drift("file-1.txt", "nothing", "a file")];
        await AssertQuarantined();
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_now_should_not_be_called_quarantined()
    {
        Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        Harness.Journal.ReadFault = new IOException("database is locked");
        var failure = Assert.Single((await Recover(null)).Failures);
        Assert.DoesNotContain("quarantined", failure.Reason, StringComparison.Ordinal);
        Assert.Contains(
            "cannot be read now (database is locked), so nothing was touched", failure.Reason,
            StringComparison.Ordinal);
        Assert.Empty(Harness.Ledger.Ends);
        Assert.DoesNotContain(Harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    private async Task AssertQuarantined()
    {
        var failure = Assert.Single((await Recover(null)).Failures);
        Assert.Contains("quarantined", failure.Reason, StringComparison.Ordinal);
        Assert.Empty(Harness.Ledger.Ends);
        Assert.DoesNotContain("collect", Harness.Calls);
        Assert.DoesNotContain("journal rollback-aborted.v1", Harness.Calls);
    }

    [Fact]
    public async Task A_start_should_leave_a_completed_execution_alone_and_keep_its_end()
    {
        var request = Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.Completed([0], Some.Noon));
        var ended = await Await(request);
        Assert.Equal(ExecutionStatus.Success, ended.Result.ExecutionStatus);
        Assert.DoesNotContain(Harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_start_should_go_on_with_an_undo_that_was_cut_short()
    {
        var request = Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.RollingBack(1, "a step failed", Some.Noon));
        var ended = await Await(request);
        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Contains("fence 2", Harness.Calls);
    }

    [Fact]
    public async Task A_workspace_whose_process_lives_should_not_be_recovered()
    {
        var request = Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        Harness.Sites.Refusal = new WorkspaceException(
            WorkspaceFault.Busy, "process 42 holds the workspace");
        var recovered = await Recover(null);
        Assert.Contains("process 42", Assert.Single(recovered.Failures).Reason, StringComparison.Ordinal);
        Assert.Empty(Harness.Ledger.Ends);
    }

    [Fact]
    public async Task A_halted_execution_should_be_undone_only_on_request()
    {
        var request = Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.Halted("intrusion", [0], Some.Noon));
        Harness.SiteOf(request).Apply(1);
        Assert.Equal(ExecutionState.Halted, (await Await(request)).State);
        Assert.NotEmpty(Harness.SiteOf(request).Applied);

        var recovered = await Recover(request.ExecutionId);

        Assert.Equal(ExecutionState.RolledBack, Assert.Single(recovered.Ends).State);
        Assert.Empty(Harness.SiteOf(request).Applied);
    }

    [Fact]
    public async Task An_undo_after_a_halt_should_go_on_with_the_stored_record_in_one_chain()
    {
        var request = Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.Halted("intrusion", [0], Some.Noon));
        Harness.SiteOf(request).Apply(1);
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
        var request = Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.RollingBack(1, "taken over", Some.Noon.AddMinutes(1)));
        Harness.SiteOf(request).Apply(1);
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
        Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        Harness.Security.Reading = new SecurityReading(SecurityState.Lockdown, BoundaryState.Lockdown);
        var recovered = await Recover(null);
        Assert.Contains("waits", Assert.Single(recovered.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_execution_that_has_ended_should_have_nothing_to_recover()
    {
        var request = Left(Some.Approved(1));
        await Await(request);
        var recovered = await Recover(request.ExecutionId);
        Assert.Contains(
            "nothing to recover", Assert.Single(recovered.Failures).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_should_run_before_it_is_known_what_was_left()
    {
        Harness.Ledger.FailingLooks = 2;
        var supervisor = NewSupervisor();
        supervisor.Tell(new Submit(Some.Approved(1)), TestActor);
        Assert.Contains(
            "does not answer", (await ExpectMsgAsync<Refused>()).Reason, StringComparison.Ordinal);
        Assert.Empty(Harness.Calls);

        await AwaitAssertAsync(async () =>
        {
            supervisor.Tell(new Submit(Some.Approved(1)), TestActor);
            Assert.IsType<Submitted>(await ExpectMsgAsync<object>());
        });
    }

    [Fact]
    public async Task An_overlapping_submission_should_wait_until_the_recovery_has_ended()
    {
        var left = Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        var next = Some.Approved(1) with { ExecutionId = new ExecutionId("exec-2") };
        next = next with { Approval = next.Approval! with { ApprovalId = "approval-2" } };
        var supervisor = NewSupervisor();
        supervisor.Tell(new Submit(next), TestActor);
        await ExpectMsgAsync<Submitted>();
        supervisor.Tell(new AwaitEnd(next.ExecutionId), TestActor);
        await ExpectMsgAsync<Ended>();

        var calls = Harness.Calls.ToList();
        Assert.True(calls.IndexOf("journal rollback-rolled-back.v1") < calls.IndexOf("apply 1"));
        Assert.Equal(ExecutionState.RolledBack, Harness.Ledger.Ends[left.ExecutionId].State);
    }

    private async Task<Recovered> Recover(ExecutionId? only)
    {
        NewSupervisor().Tell(new Recover(only), TestActor);
        return await ExpectMsgAsync<Recovered>();
    }
}
