using Akka.Actor;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Supervision;

/// <summary>What the supervisor answers a host.</summary>
public sealed class SupervisorActorTests : ExecutionKit
{
    [Fact]
    public async Task A_full_queue_should_refuse_with_a_reason()
    {
        Harness.Limits = Harness.Limits with { MaxQueued = 0 };
        Supervisor.Tell(new Submit(Some.Approved(1)), TestActor);
        Assert.Contains("full", (await ExpectMsgAsync<Refused>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_this_process_does_not_run_should_not_be_cancelled_nor_have_a_status()
    {
        var id = new ExecutionId("exec-1");
        Supervisor.Tell(new Cancel(id, "why"), TestActor);
        Assert.False((await ExpectMsgAsync<CancelAnswer>()).Accepted);
        Supervisor.Tell(new GetStatus(id), TestActor);
        await ExpectMsgAsync<NotKnown>();
    }

    [Fact]
    public async Task A_cancel_should_end_a_long_staging()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).Endless.Add("stage 1");
        await Submit(request);
        await CallsUntil("snapshot");
        Supervisor.Tell(new Cancel(request.ExecutionId, "changed my mind"), TestActor);
        Assert.True((await ExpectMsgAsync<CancelAnswer>()).Accepted);
        Supervisor.Tell(new AwaitEnd(request.ExecutionId), TestActor);
        Assert.Equal(ExecutionState.Aborted, (await ExpectMsgAsync<Ended>()).State);
    }

    [Fact]
    public async Task Overlapping_plans_should_run_one_after_the_other_and_disjoint_ones_at_once()
    {
        var (first, overlapping, disjoint) = (Some.Approved(1), Named("exec-2", 1), Named("exec-3", 2));
        Harness.SiteOf(first).Endless.Add("stage 1");
        foreach (var request in (ExecutionRequest[])[first, overlapping, disjoint])
            await Submit(request);

        Supervisor.Tell(new AwaitEnd(disjoint.ExecutionId), TestActor);
        Assert.Equal(disjoint.ExecutionId, (await ExpectMsgAsync<Ended>()).ExecutionId);
        Supervisor.Tell(new GetStatus(overlapping.ExecutionId), TestActor);
        Assert.Equal(
            ExecutionPhase.Queued, (await ExpectMsgAsync<ExecutionProtocol.Status>()).Phase);

        Supervisor.Tell(new Cancel(first.ExecutionId, "make room"), TestActor);
        await ExpectMsgAsync<CancelAnswer>();
        Supervisor.Tell(new AwaitEnd(overlapping.ExecutionId), TestActor);
        Assert.Equal(ExecutionState.Completed, (await ExpectMsgAsync<Ended>()).State);
    }

    [Fact]
    public async Task A_drain_should_be_answered_when_nothing_runs_any_more()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).Endless.Add("stage 1");
        await Submit(request);
        await CallsUntil("snapshot");
        Supervisor.Tell(new Drain("the host stops"), TestActor);
        await ExpectMsgAsync<Drained>();
        Assert.Equal(ExecutionState.Aborted, Harness.Ledger.Ends[request.ExecutionId].State);
    }

    private static ExecutionRequest Named(string id, int step)
    {
        var request = Some.Approved(step) with { ExecutionId = new ExecutionId(id) };
        return request with { Approval = request.Approval! with { ApprovalId = $"approval-of-{id}" } };
    }
}
