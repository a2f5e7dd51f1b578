using System.Collections.Immutable;
using Akka.Actor;
using Argo.Actors.Execution;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Tests.Execution;

/// <summary>A step's actor performs the file action itself, and says what came of it.</summary>
public sealed class StepActorTests : ExecutionKit
{
    private readonly FakeTransaction _disk = new(Some.Plan(1, 2));
    private readonly Lazy<IActorRef> _step;

    public StepActorTests() =>
        _step = new(() => Sys.ActorOf(StepActor.Props(1, new WorkspaceHold(_disk)), "step-1"));

    [Fact]
    public void It_should_run_where_it_may_block() =>
        Assert.Equal(ArgoDispatchers.Files, StepActor.Props(1, new WorkspaceHold(_disk)).Dispatcher);

    [Fact]
    public async Task It_should_stage_and_apply_its_own_step_and_say_which_order_that_answers()
    {
        Tell(new StepProtocol.Stage(7, CancellationToken.None));
        Assert.Equal(7, (await ExpectMsgAsync<StepProtocol.Outcome.Staged>()).Attempt);
        Tell(new StepProtocol.Apply(8, CancellationToken.None));
        var applied = await ExpectMsgAsync<StepProtocol.Outcome.Applied>();
        Assert.Equal((8, true), (applied.Attempt, applied.Found.Success));
        Assert.Equal(["stage 1", "apply 1"], _disk.Calls);
    }

    [Fact]
    public async Task It_should_undo_its_swaps_in_the_order_given_past_one_that_cannot_be_undone()
    {
        _disk.OnCall = call => Fail(call, "undo 4");
        Tell(new StepProtocol.Undo(
            1, [Some.Row(1, 5), Some.Row(1, 4), Some.Row(1, 3)],
            ImmutableDictionary<string, ConflictChoice>.Empty));
        var undone = await ExpectMsgAsync<StepProtocol.Outcome.Undone>();
        Assert.Equal(
            [UndoVerdict.NothingToDo, UndoVerdict.Failed, UndoVerdict.NothingToDo],
            undone.Outcomes.Select(outcome => outcome.Verdict));
        Assert.Equal("input/output error", undone.Outcomes[1].Detail);
        Assert.Equal(["undo 5", "undo 3"], _disk.Calls);
    }

    [Fact]
    public async Task A_failure_of_the_disk_should_be_its_answer_and_not_its_end()
    {
        _disk.OnCall = call => Fail(call, "stage 1");
        Tell(new StepProtocol.Stage(1, CancellationToken.None));
        Assert.Equal("input/output error", (await ExpectMsgAsync<StepProtocol.Outcome.Failed>()).Reason);
        Tell(new StepProtocol.Apply(2, CancellationToken.None));
        await ExpectMsgAsync<StepProtocol.Outcome.Applied>();
    }

    [Fact]
    public async Task A_long_order_should_end_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        _disk.Endless.Add("stage 1");
        Tell(new StepProtocol.Stage(1, cancel.Token));
        await cancel.CancelAsync();
        await ExpectMsgAsync<StepProtocol.Outcome.Cancelled>();
        Assert.Empty(_disk.Calls);
    }

    private void Tell(StepProtocol.Order order) => _step.Value.Tell(order, TestActor);

    private static void Fail(string call, string when)
    {
        if (call == when)
            throw new WorkspaceException(WorkspaceFault.Io, "input/output error");
    }
}
