using Akka.Actor;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;
using Argo.Artifacts.Security;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>Whole executions through the supervisor, on a disk that does what the test says.</summary>
public sealed class ExecutionTests : ExecutionKit
{
    [Fact]
    public async Task An_approved_plan_should_be_done_in_the_order_that_makes_it_all_or_nothing()
    {
        var ended = await Run(Some.Approved(1, 2));

        Assert.Equal(ExecutionStatus.Success, ended.Result.ExecutionStatus);
        Assert.Equal(ExecutionState.Completed, ended.State);
        Assert.Equal(
            [
                "snapshot", "stage 1", "stage 2", "flush", "verify witness", "build undo plan",
                "consume approval-1", "journal rollback-prepared.v1", "apply 1", "apply 2", "flush",
                "snapshot", "look at originals",
                "journal rollback-completed.v1", "collect", "dispose",
            ],
            await CallsUntil("dispose"));
    }

    [Fact]
    public async Task A_failing_step_should_stop_the_plan_and_undo_everything_in_reverse()
    {
        var request = Some.Approved(1, 2, 3);
        Harness.SiteOf(request).Failing[2] = "disk full";

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.True(ended.Result.RollbackFullySuccessful);
        Assert.Empty(Harness.SiteOf(request).Applied);
        Assert.Equal(
            [
                "journal rollback-prepared.v1", "apply 1", "apply 2", "journal rollback-rolling-back.v1",
                "fence 1", "find missing",
                "undo 2", "undo 1", "undo 0", "flush", "verify restored", "journal rollback-rolled-back.v1",
                "snapshot", "collect", "dispose",
            ],
            (await CallsUntil("dispose")).SkipWhile(call => call != "journal rollback-prepared.v1"));
        Assert.Equal([true, false], ended.Result.StepsExecuted.Select(step => step.Success));
        Assert.True(ended.Result.StepsExecuted[0].RollbackSucceeded);
    }

    [Fact]
    public async Task A_refused_gate_should_abort_without_touching_disk_or_journal()
    {
        var ended = await Run(Some.Approved(1) with { Approval = null });

        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("approve", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.Equal(6, ended.Result.Gates.Length);
        Assert.Empty(ended.Record.StepEvents);
        Assert.Empty(Harness.Calls);
    }

    [Fact]
    public async Task A_world_that_changes_while_staging_should_abort_with_nothing_applied()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).Drifts = [new Drift("a", "nothing", "a file")];

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.True(ended.Result.DivergenceDetected);
        Assert.All(ended.Result.Gates, gate => Assert.True(gate.Passed));
        Assert.DoesNotContain(Harness.Calls, call => call.StartsWith("apply", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_staging_error_should_abort_with_the_disks_own_words()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).OnCall = call => Throw(call, "stage 1", "no space left on device");

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("no space left", ended.Result.AbortReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flush_that_fails_before_completed_should_undo_everything()
    {
        var request = Some.Approved(1);
        var flushes = 0;
        Harness.SiteOf(request).OnCall = call =>
        {
            if (call == "flush" && ++flushes == 2)
                throw new WorkspaceException(WorkspaceFault.Io, "input/output error");
        };

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Empty(Harness.SiteOf(request).Applied);
    }

    [Fact]
    public async Task A_conflict_while_undoing_should_park_and_never_say_rolled_back()
    {
        var request = Some.Approved(1, 2);
        Harness.SiteOf(request).Failing[2] = "no";
        Harness.SiteOf(request).Conflicting.Add(0);

        var ended = await Run(request);

        Assert.Equal(ExecutionState.Parked, ended.State);
        Assert.Equal(ExecutionStatus.Partial, ended.Result.ExecutionStatus);
        Assert.True(ended.Result.RollbackInvoked);
        Assert.False(ended.Result.RollbackFullySuccessful);
        Assert.Contains(ended.Record.StepEvents, e => e.EventType is StepEventType.CompensationFailed);
        Assert.DoesNotContain("collect", await CallsUntil("dispose"));
    }

    [Fact]
    public async Task A_tree_that_does_not_equal_what_it_was_should_never_be_called_rolled_back()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).Failing[1] = "half way";
        Harness.SiteOf(request).HalfApplied.Add(0);
        Harness.SiteOf(request).LeftBehind = [new Drift("file-1.txt", "a file", "nothing")];

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.Partial, ended.Result.ExecutionStatus);
        Assert.False(ended.Result.RollbackFullySuccessful);
        Assert.Contains("file-1.txt: expected a file, found nothing", ended.Result.Errors);
    }

    [Fact]
    public async Task A_path_that_was_never_touched_and_that_others_changed_should_be_told_and_left_alone()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).Failing[1] = "somebody was here";
        Harness.SiteOf(request).LeftBehind = [new Drift("file-1.txt", "nothing", "a file")];

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Contains("file-1.txt: expected nothing, found a file", ended.Result.DivergenceDetails,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_failure_stop_should_undo_the_failed_step_and_keep_those_before_it()
    {
        var request = Some.Approved(Some.Plan(1, 2, 3) with { OnFailure = OnFailure.Stop });
        var site = Harness.SiteOf(request);
        site.Failing[2] = "half way";
        site.HalfApplied.Add(1);

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.Partial, ended.Result.ExecutionStatus);
        Assert.Equal([0], site.Applied);
        Assert.DoesNotContain("apply 3", Harness.Calls);
        Assert.Equal(RecordStatus.CompletedPartial, ended.Record.Status);
        Assert.Equal(
            ["apply 2", "journal rollback-undoing-step.v1", "find missing", "undo 1", "flush", "snapshot",
                "look at originals", "journal rollback-completed.v1"],
            Harness.Calls.SkipWhile(call => call != "apply 2")
                .TakeWhile(call => call is not ("collect" or "dispose")));
    }

    [Fact]
    public async Task A_failed_step_that_cannot_be_undone_by_itself_should_undo_everything()
    {
        var request = Some.Approved(Some.Plan(1, 2) with { OnFailure = OnFailure.Stop });
        var site = Harness.SiteOf(request);
        site.Failing[2] = "half way";
        site.HalfApplied.Add(1);
        site.Conflicting.Add(1);

        var ended = await Run(request);

        Assert.Equal(ExecutionState.Parked, ended.State);
        Assert.Empty(site.Applied.Except([1]));
        Assert.Equal(
            ["prepared", "undoing-step", "rolling-back", "parked"],
            Harness.Calls.Where(call => call.StartsWith("journal ", StringComparison.Ordinal))
                .Select(call => call["journal rollback-".Length..^".v1".Length]));
    }

    [Fact]
    public async Task On_failure_continue_should_go_on_after_the_failed_step()
    {
        var request = Some.Approved(Some.Plan(1, 2, 3) with { OnFailure = OnFailure.Continue });
        Harness.SiteOf(request).Failing[2] = "no";

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.Partial, ended.Result.ExecutionStatus);
        Assert.Equal([0, 2], Harness.SiteOf(request).Applied.Order());
        Assert.Equal((2, 1), (ended.Result.StepsSucceeded, ended.Result.StepsFailed));
    }

    [Fact]
    public async Task A_plan_of_which_nothing_stands_should_be_rolled_back_whatever_on_failure_says()
    {
        var request = Some.Approved(Some.Plan(1) with { OnFailure = OnFailure.Continue });
        Harness.SiteOf(request).Failing[1] = "no";
        Assert.Equal(ExecutionStatus.RolledBack, (await Run(request)).Result.ExecutionStatus);
    }

    [Fact]
    public async Task A_cancel_between_two_steps_should_undo_everything()
    {
        var request = Some.Approved(1, 2);
        Harness.SiteOf(request).OnCall = call =>
        {
            if (call == "apply 1")
                Order(new Cancel(request.ExecutionId, "changed my mind"), request);
        };

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Contains(
            ended.Result.Errors, error => error.Contains("changed my mind", StringComparison.Ordinal));
        Assert.DoesNotContain("apply 2", Harness.Calls);
    }

    [Fact]
    public async Task A_security_escalation_should_stop_between_steps_undo_nothing_and_say_so()
    {
        var request = Some.Approved(1, 2);
        Harness.SiteOf(request).OnCall = call =>
        {
            if (call == "apply 1")
                Order(Intrusion, request);
        };

        var ended = await Run(request);

        Assert.Equal(ExecutionState.Halted, ended.State);
        Assert.Equal(ExecutionStatus.Partial, ended.Result.ExecutionStatus);
        Assert.Equal(RecordStatus.Incomplete, ended.Record.Status);
        Assert.NotNull(ended.Record.SecuritySnapshotPost);
        Assert.Equal([0], Harness.SiteOf(request).Applied);
        Assert.DoesNotContain("apply 2", Harness.Calls);
        Assert.DoesNotContain(Harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_approval_should_serve_one_execution_only()
    {
        await Run(Some.Approved(1));
        var replay = await Run(Some.Approved(1) with { ExecutionId = new ExecutionId("exec-2") });

        Assert.Equal(ExecutionStatus.Aborted, replay.Result.ExecutionStatus);
        Assert.Contains("exec-1", replay.Result.AbortReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_that_another_used_meanwhile_should_abort_before_anything_is_prepared()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).OnCall = call =>
        {
            if (call == "build undo plan")
                Harness.Ledger.Consume("approval-1", "exec-other");
        };

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("used by another execution", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.False(ended.Result.UserApproved);
        Assert.DoesNotContain("journal rollback-prepared.v1", Harness.Calls);
    }

    [Fact]
    public async Task A_stop_after_the_approval_was_used_should_abort_and_say_that_it_is_used_up()
    {
        var request = Some.Approved(1);
        Harness.Ledger.OnConsume = () => Order(new Cancel(request.ExecutionId, "changed my mind"), request);

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("changed my mind", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.Contains("approval is used up", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.DoesNotContain("journal rollback-prepared.v1", Harness.Calls);
    }

    [Fact]
    public async Task A_repeated_execution_id_should_give_the_end_it_had_and_do_nothing()
    {
        var first = await Run(Some.Approved(1));
        Supervisor.Tell(new Submit(Some.Approved(1)), TestActor);
        Assert.True((await ExpectMsgAsync<Submitted>()).Existing);
        Supervisor.Tell(new AwaitEnd(first.ExecutionId), TestActor);

        Assert.Equal(first.Result.ResultId, (await ExpectMsgAsync<Ended>()).Result.ResultId);
        Assert.Single(Harness.Calls, call => call == "apply 1");
    }

    [Fact]
    public async Task An_execution_id_of_another_plan_should_be_refused()
    {
        await Run(Some.Approved(1));
        Supervisor.Tell(new Submit(Some.Approved(1, 2)), TestActor);
        Assert.Contains("execution_id", (await ExpectMsgAsync<Refused>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_that_is_busy_should_be_waited_for()
    {
        Harness.Sites.BusyTimes = 3;
        Assert.Equal(ExecutionStatus.Success, (await Run(Some.Approved(1))).Result.ExecutionStatus);
    }

    [Fact]
    public async Task A_workspace_that_stays_busy_should_end_in_an_abort_that_names_the_holder()
    {
        Harness.Sites.BusyTimes = int.MaxValue;
        Harness.Limits = Harness.Limits with { BusyTimeout = TimeSpan.Zero };
        var ended = await Run(Some.Approved(1));
        Assert.Contains("process 42", ended.Result.AbortReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_keep_the_end_should_not_change_what_the_journal_says()
    {
        Harness.Ledger.FailingFinishes = 1;
        var ended = await Run(Some.Approved(1));
        Assert.Equal(ExecutionStatus.Success, ended.Result.ExecutionStatus);
        Assert.DoesNotContain(Harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bug_in_the_disk_layer_should_end_in_recovery_and_never_in_a_hang()
    {
        var request = Some.Approved(1, 2);
        var bugs = 1;
        Harness.SiteOf(request).OnCall = call =>
        {
            if (call == "apply 2" && bugs-- > 0)
                throw new InvalidOperationException("a bug");
        };

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Empty(Harness.SiteOf(request).Applied);
    }

    [Theory]
    [InlineData(OnFailure.Stop)]
    [InlineData(OnFailure.Continue)]
    public async Task A_step_that_cannot_say_what_it_applied_should_be_undone_with_everything(
        OnFailure onFailure)
    {
        var request = Some.Approved(Some.Plan(1, 2) with { OnFailure = onFailure });
        Harness.SiteOf(request).OnCall = call => Throw(call, "apply 2", "input/output error");

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Empty(Harness.SiteOf(request).Applied);
        Assert.True(ended.Record.SideEffectsReport.UnknownEffects);
    }

    [Fact]
    public async Task Draining_should_undo_what_runs_and_take_on_nothing_new()
    {
        var request = Some.Approved(1, 2);
        var drainer = CreateTestProbe();
        Harness.SiteOf(request).OnCall = call =>
        {
            if (call == "apply 1")
                Order(new Drain("host stops"), request, drainer.Ref);
        };

        var ended = await Run(request);

        await drainer.ExpectMsgAsync<Drained>();
        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Supervisor.Tell(
            new Submit(Some.Approved(1) with { ExecutionId = new ExecutionId("late") }), TestActor);
        Assert.Contains("stopping", (await ExpectMsgAsync<Refused>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_should_be_published_for_every_phase_and_step()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe(probe.Ref, typeof(ExecutionProgress));
        await Run(Some.Approved(1));

        var lines = new List<ExecutionProgress>();
        do
            lines.Add(await probe.ExpectMsgAsync<ExecutionProgress>());
        while (lines[^1].Phase is not ExecutionPhase.Finished);
        Assert.Contains(lines, line => line.EventType is StepEventType.StepStarted);
        Assert.Contains(lines, line => line.EventType is StepEventType.StepCompleted);
        Assert.Contains(lines, line => line.Phase is ExecutionPhase.Staging);
    }

    [Fact]
    public async Task The_time_of_a_result_should_include_the_collection_which_is_told_too()
    {
        var request = Some.Approved(1);
        var progress = CreateTestProbe();
        Sys.EventStream.Subscribe(progress.Ref, typeof(ExecutionProgress));
        Harness.SiteOf(request).OnCall = call =>
            Harness.Ahead += call == "collect" ? TimeSpan.FromHours(1) : TimeSpan.Zero;
        var result = (await Run(request)).Result;
        Assert.True(result.ExecutionDurationMs >= 3_600_000, $"{result.ExecutionDurationMs} ms");
        await progress.FishForMessageAsync<ExecutionProgress>(
            line => line.Phase is ExecutionPhase.Collecting);
    }

    [Fact]
    public async Task Execution_chain_traceability()
    {
        var request = Some.Approved(1);
        var result = (await Run(request)).Result;
        Assert.Equal("intent-1", result.IntentId);
        Assert.Equal("transcription-1", result.TranscriptionId);
        Assert.Equal(request.Report!.ReportId, result.DryRunReportId);
        Assert.Equal(request.Plan.PlanId, result.ExecutionPlanId);
        Assert.Equal(("ada", true), (result.Approver, result.UserApproved));
    }

    [Fact]
    public async Task Before_after_state_captured()
    {
        var result = (await Run(Some.Approved(1))).Result;
        Assert.NotNull(result.BeforeStateSnapshot);
        Assert.NotNull(result.AfterStateSnapshot);
    }

    private static Escalate Intrusion =>
        new(new SecurityReading(SecurityState.Compromised, BoundaryState.Compromised), "intrusion");

    /// <summary>
    /// Gives an order from within a step, and holds the step until the supervisor has passed it on.
    /// </summary>
    private void Order(object order, ExecutionRequest request, IActorRef? sender = null)
    {
        Supervisor.Tell(order, sender ?? ActorRefs.NoSender);
        Supervisor.Ask<object>(new GetStatus(request.ExecutionId), TimeSpan.FromSeconds(30)).Wait();
    }

    private static void Throw(string call, string when, string what)
    {
        if (call == when)
            throw new WorkspaceException(WorkspaceFault.Io, what);
    }
}
