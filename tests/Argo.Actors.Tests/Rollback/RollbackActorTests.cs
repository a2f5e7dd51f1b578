using System.Collections.Immutable;
using Akka.Actor;
using Akka.TestKit;
using Argo.Actors.Execution;
using Argo.Actors.Rollback;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using static Argo.Actors.Rollback.RollbackProtocol;

namespace Argo.Actors.Tests.Rollback;

/// <summary>Every undo goes through this actor; probes stand for the workspace and two steps.</summary>
public sealed class RollbackActorTests : ExecutionKit
{
    private static readonly UndoPlan Plan = Some.UndoPlan(1, 2);
    private readonly TestProbe _workspace;
    private readonly TestProbe _step1;
    private readonly TestProbe _step2;
    private readonly IActorRef _rollback;

    public RollbackActorTests()
    {
        (_workspace, _step1, _step2) = (CreateTestProbe(), CreateTestProbe(), CreateTestProbe());
        _rollback = Sys.ActorOf(RollbackActor.Props(new ExecutionId("exec-1"), _workspace.Ref));
    }

    [Fact]
    public async Task A_fact_should_be_durable_before_it_is_answered()
    {
        await Prepare();
        Assert.Equal(["journal rollback-prepared.v1"], Harness.Calls);
    }

    [Fact]
    public async Task An_undo_should_be_claimed_first_and_then_go_through_the_steps_in_reverse()
    {
        await Prepare();
        Tell(new RollBack("a step failed", Some.Noon) { After = 1, Steps = Steps });

        await Reply<WorkspaceProtocol.Fence>(new WorkspaceProtocol.Fenced());
        Assert.Contains("journal rollback-rolling-back.v1", Harness.Calls);
        await Reply<WorkspaceProtocol.FindMissing>(new WorkspaceProtocol.MissingFound([]));
        await _step1.ExpectNoMsgAsync(TimeSpan.Zero);
        await Undo(_step2);
        await Undo(_step1);
        await Reply<WorkspaceProtocol.Flush>(new WorkspaceProtocol.Flushed());
        await Reply<WorkspaceProtocol.VerifyRestored>(new WorkspaceProtocol.RestoredVerified([]));

        var undone = await ExpectMsgAsync<Undone>();
        Assert.Equal([1, 0], undone.Outcomes.Select(outcome => outcome.Row.Swap));
        Assert.Empty(undone.Left);
        Assert.Equal(2, Harness.Calls.Count); // its end is journaled by who asked
    }

    [Fact]
    public async Task An_undo_that_cannot_be_whole_should_not_be_begun()
    {
        await Prepare();
        Tell(new RollBack("a step failed", Some.Noon) { After = 1, Steps = Steps });
        await Reply<WorkspaceProtocol.Fence>(new WorkspaceProtocol.Fenced());
        await Reply<WorkspaceProtocol.FindMissing>(new WorkspaceProtocol.MissingFound(
            [new UndoOutcome(Plan.Rows[0], UndoVerdict.Conflict, "the original is gone")]));
        Assert.Equal("the original is gone", Assert.Single((await ExpectMsgAsync<Undone>()).Left));
        await _step2.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_undo_of_one_step_should_be_claimed_and_touch_nothing_else()
    {
        await Prepare();
        Tell(new UndoStep(2, "disk full", Some.Noon) { After = 1, Steps = Steps });

        var find = await Reply<WorkspaceProtocol.FindMissing>(new WorkspaceProtocol.MissingFound([]));
        Assert.Equal([1], find.Rows.Select(row => row.Swap));
        Assert.Contains("journal rollback-undoing-step.v1", Harness.Calls);
        await Undo(_step2);

        var undone = await ExpectMsgAsync<StepUndone>();
        Assert.Null(undone.Obstacle);
        Assert.Equal(2, undone.Facts);
        await _workspace.ExpectNoMsgAsync(TimeSpan.Zero); // neither fenced nor flushed
        Tell(new Complete([0], Some.Noon) { After = 2 });
        Assert.Equal(RollbackPhase.Completed, (await ExpectMsgAsync<Journaled>()).Phase);
    }

    [Fact]
    public async Task A_disk_that_fails_the_undo_of_one_step_should_be_an_obstacle()
    {
        await Prepare();
        Tell(new UndoStep(2, "disk full", Some.Noon) { After = 1, Steps = Steps });
        await Reply<WorkspaceProtocol.FindMissing>(
            new WorkspaceProtocol.Failed(new WorkspaceException(WorkspaceFault.Io, "input/output error")));
        Assert.Equal("input/output error", (await ExpectMsgAsync<StepUndone>()).Obstacle);
    }

    [Fact]
    public async Task A_late_reply_of_an_earlier_call_should_be_passed_over()
    {
        await Prepare();
        Tell(new RollBack("a step failed", Some.Noon) { After = 1, Steps = Steps });
        var fence = await _workspace.ExpectMsgAsync<WorkspaceProtocol.Fence>();
        _workspace.Reply(
            new WorkspaceProtocol.Failed(new IOException("late")) { Attempt = fence.Attempt - 1 });
        _workspace.Reply(new WorkspaceProtocol.Fenced { Attempt = fence.Attempt });
        await _workspace.ExpectMsgAsync<WorkspaceProtocol.FindMissing>();
    }

    [Fact]
    public async Task What_another_has_claimed_meanwhile_should_be_refused()
    {
        await Prepare();
        Tell(new UndoStep(2, "disk full", Some.Noon) { After = 0, Steps = Steps });
        Assert.Contains(
            "another process", (await ExpectMsgAsync<Refused>()).Reason, StringComparison.Ordinal);
        await _workspace.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    private ImmutableDictionary<int, IActorRef> Steps =>
        ImmutableDictionary<int, IActorRef>.Empty.Add(1, _step1.Ref).Add(2, _step2.Ref);

    private void Tell(Request request) => _rollback.Tell(request, TestActor);

    private async Task Prepare()
    {
        Tell(new Prepare(Plan, Some.Noon));
        Assert.Equal(RollbackPhase.Prepared, (await ExpectMsgAsync<Journaled>()).Phase);
    }

    private async Task<T> Reply<T>(WorkspaceProtocol.Reply reply)
        where T : WorkspaceProtocol.Request
    {
        var request = await _workspace.ExpectMsgAsync<T>();
        _workspace.Reply(reply with { Attempt = request.Attempt });
        return request;
    }

    private static async Task Undo(TestProbe step)
    {
        var undo = await step.ExpectMsgAsync<StepProtocol.Undo>();
        step.Reply(new StepProtocol.Outcome.Undone(
            undo.Attempt,
            [.. undo.Rows.Select(row => new UndoOutcome(row, UndoVerdict.Undone, "put back"))]));
    }
}
