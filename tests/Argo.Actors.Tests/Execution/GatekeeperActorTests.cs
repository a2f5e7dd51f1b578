using Akka.Actor;
using Akka.TestKit;
using Argo.Actors.Execution;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;

namespace Argo.Actors.Tests.Execution;

/// <summary>The gatekeeper's actor under a probe that stands for the supervisor.</summary>
public sealed class GatekeeperActorTests : ExecutionKit
{
    private readonly TestProbe _supervisor;

    public GatekeeperActorTests() => _supervisor = CreateTestProbe();

    [Fact]
    public async Task It_should_report_its_phases_and_its_end_and_then_stop()
    {
        var gatekeeper = Start(Some.Approved(1));
        Watch(gatekeeper);
        Assert.Equal(ExecutionState.Completed, (await End()).State);
        await ExpectTerminatedAsync(gatekeeper);
        Assert.Equal("dispose", (await CallsUntil("dispose"))[^1]);
    }

    [Fact]
    public async Task A_stop_should_end_a_long_staging_with_nothing_changed()
    {
        var request = Some.Approved(1, 2);
        Harness.SiteOf(request).Endless.Add("stage 1");
        var gatekeeper = Start(request);
        await Reach(ExecutionPhase.Staging);

        gatekeeper.Tell(new GatekeeperProtocol.Stop("changed my mind"));

        var end = await End();
        Assert.Equal(ExecutionState.Aborted, end.State);
        Assert.Contains("changed my mind", end.Result.AbortReason, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Harness.Calls, call => call.StartsWith("stage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_should_undo_everything_where_a_step_has_not_changed_anything_yet()
    {
        var request = Some.Approved(1, 2);
        Harness.SiteOf(request).Endless.Add("apply 2");
        var gatekeeper = Start(request);
        await CallsUntil("apply 1");

        gatekeeper.Tell(new GatekeeperProtocol.Stop("changed my mind"));

        Assert.Equal(ExecutionState.RolledBack, (await End()).State);
        Assert.Empty(Harness.SiteOf(request).Applied);
    }

    [Fact]
    public async Task A_gatekeeper_that_is_stopped_should_end_the_call_under_way_and_let_go_of_the_workspace()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).Endless.Add("verify witness");
        var gatekeeper = Start(request);
        await CallsUntil("flush");
        Sys.Stop(gatekeeper);
        await CallsUntil("dispose");
    }

    [Fact]
    public async Task The_death_of_a_child_should_be_reported_and_be_its_own_end()
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).Endless.Add("verify witness");
        var gatekeeper = Start(request);
        Watch(gatekeeper);
        await CallsUntil("flush");

        Sys.ActorSelection(gatekeeper.Path / "observer").Tell(PoisonPill.Instance);

        var failing = await _supervisor.FishForMessageAsync<GatekeeperProtocol.Failing>(_ => true);
        Assert.Contains("observer", failing.Reason, StringComparison.Ordinal);
        await ExpectTerminatedAsync(gatekeeper);
    }

    [Fact]
    public async Task A_step_whose_actor_dies_should_be_undone_by_another()
    {
        var request = Some.Approved(1, 2);
        var dies = true;
        Harness.SiteOf(request).OnCall = call =>
        {
            if (call == "apply 2" && dies)
            {
                dies = false;
                throw new InsufficientMemoryException();
            }
        };
        Start(request);
        Assert.Equal(ExecutionState.RolledBack, (await End()).State);
        Assert.Contains("undo 1", Harness.Calls);
    }

    private IActorRef Start(ExecutionRequest request) =>
        _supervisor.ChildActorOf(GatekeeperActor.Props(request, Harness.Services), "execution");

    private async Task Reach(ExecutionPhase phase) =>
        await _supervisor.FishForMessageAsync<GatekeeperProtocol.Progressed>(now => now.Phase == phase);

    private async Task<ExecutionEnd> End() =>
        (await _supervisor.FishForMessageAsync<GatekeeperProtocol.Finished>(_ => true)).End;
}
