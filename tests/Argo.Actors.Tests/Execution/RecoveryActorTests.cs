using Akka.Actor;
using Akka.TestKit;
using Argo.Actors.Execution;
using Argo.Actors.Observation;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Security;
using Argo.Artifacts.Undo;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>A recovery, and decisions about one, under a probe that stands for the supervisor.</summary>
public sealed class RecoveryActorTests : ExecutionKit
{
    private readonly TestProbe _supervisor;

    public RecoveryActorTests() => _supervisor = CreateTestProbe();

    [Fact]
    public async Task It_should_undo_what_was_prepared_report_the_end_and_stop()
    {
        var request = Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        Harness.SiteOf(request).Apply(1);
        var recovery = Start(request);
        Watch(recovery);
        var finished = await _supervisor.FishForMessageAsync<GatekeeperProtocol.Finished>(_ => true);
        Assert.Equal(ExecutionState.RolledBack, finished.End.State);
        Assert.Empty(Harness.SiteOf(request).Applied);
        await ExpectTerminatedAsync(recovery);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_should_touch_nothing_while_security_forbids_it_or_does_not_answer(bool hangs)
    {
        using var release = new ManualResetEventSlim();
        if (hangs)
            Harness.Security.OnRead = release.Wait;
        else
            Harness.Security.Reading = new SecurityReading(SecurityState.Lockdown, BoundaryState.Lockdown);
        Harness.Limits = Harness.Limits with { MonitorTimeout = TimeSpan.FromMilliseconds(20) };

        Start(Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon)));

        var given = await _supervisor.FishForMessageAsync<GatekeeperProtocol.NotRecovered>(_ => true);
        Assert.Contains("waits", given.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
        release.Set();
    }

    [Fact]
    public async Task A_step_that_dies_in_an_undo_should_be_reported_and_leave_the_rest_to_another_recovery()
    {
        var request = Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        Harness.SiteOf(request).OnCall = call =>
        {
            if (call == "undo 0")
                throw new InsufficientMemoryException();
        };
        Start(request);
        var failing = await _supervisor.FishForMessageAsync<GatekeeperProtocol.Failing>(_ => true);
        Assert.Contains("step 1", failing.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_gives_up_should_be_journaled_before_it_is_reported()
    {
        var request = Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        Start(request, new Recover(request.ExecutionId, Abandonment: new Abandonment("gone", "ada")));
        var finished = await _supervisor.FishForMessageAsync<GatekeeperProtocol.Finished>(_ => true);
        Assert.Equal(ExecutionState.Abandoned, finished.End.State);
        Assert.Contains("journal rollback-abandoned.v1", Harness.Calls);
    }

    [Fact]
    public async Task A_workspace_that_is_neither_here_nor_there_should_be_reported_as_not_recovered()
    {
        var request = Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));
        Harness.Sites.Relocation = new(null, [new Drift("a.txt", "3 bytes", "nothing")]);
        Start(request, new Recover(request.ExecutionId, Relocation: new Relocation("/elsewhere", "ada")));
        var given = await _supervisor.FishForMessageAsync<GatekeeperProtocol.NotRecovered>(_ => true);
        Assert.Contains("a.txt", given.Reason, StringComparison.Ordinal);
    }

    private IActorRef Start(ExecutionRequest request, Recover? order = null) => _supervisor.ChildActorOf(
        RecoveryActor.Props(request, Harness.Services, order ?? new Recover(null), fault: null),
        "recovery");
}
