using Akka.Actor;
using Argo.Actors.Ports;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>What a person decides about an execution that cannot be undone where it was.</summary>
public sealed class SettlingTests : ExecutionKit
{
    private static readonly Abandonment GivenUp = new("the disk is gone", "ada");
    private static readonly Relocation Elsewhere = new("/srv/elsewhere", "ada");

    [Fact]
    public async Task What_is_given_up_should_be_journaled_and_ended_and_nothing_be_undone()
    {
        var request = Prepared();
        Refuse();
        var ended = Assert.Single((await Order(new Recover(request.ExecutionId, Abandonment: GivenUp))).Ends);

        Assert.Equal(ExecutionState.Abandoned, ended.State);
        Assert.Equal(ExecutionStatus.Partial, ended.Result.ExecutionStatus);
        Assert.False(ended.Result.RollbackFullySuccessful);
        Assert.Contains("ada: the disk is gone", ended.Record.CompletionReason, StringComparison.Ordinal);
        Assert.Contains("journal rollback-abandoned.v1", Harness.Calls);
        Assert.DoesNotContain(Harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
        Assert.DoesNotContain("collect", Harness.Calls); // the originals are kept
    }

    [Fact]
    public async Task A_decision_whose_end_was_not_stored_should_be_ended_by_the_next_start()
    {
        var request = Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.Abandoned("the disk is gone", "ada", Some.Noon));
        Refuse();
        NewSupervisor().Tell(new AwaitEnd(request.ExecutionId), TestActor);
        Assert.Equal(ExecutionState.Abandoned, (await ExpectMsgAsync<Ended>()).State);
        Assert.DoesNotContain(Harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_process_is_at_work_on_should_not_be_given_up()
    {
        var request = Prepared();
        Harness.Ledger.LiveOwner = "here:42:1";
        var failure = Assert.Single(
            (await Order(new Recover(request.ExecutionId, Abandonment: GivenUp))).Failures);
        Assert.Contains("here:42:1", failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("journal rollback-abandoned.v1", Harness.Calls);
    }

    [Fact]
    public async Task What_is_in_use_by_a_process_of_another_host_should_not_be_given_up()
    {
        var request = Prepared();
        Harness.Sites.Holder = "argo on another host";
        var failure = Assert.Single(
            (await Order(new Recover(request.ExecutionId, Abandonment: GivenUp))).Failures);
        Assert.Contains("argo on another host", failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("journal rollback-abandoned.v1", Harness.Calls);
    }

    [Fact]
    public async Task A_workspace_that_was_found_elsewhere_should_be_undone_there_by_this_start_or_the_next()
    {
        var request = Prepared();
        Harness.Sites.Relocation = new RelocationFinding(
            Some.UndoPlan(1) with { WorkspaceRoot = Elsewhere.Root }, []);
        var recovered = await Order(new Recover(request.ExecutionId, Relocation: Elsewhere));

        Assert.Equal(ExecutionState.RolledBack, Assert.Single(recovered.Ends).State);
        Assert.Equal(Elsewhere.Root, Harness.Sites.ReopenedAt);
        var calls = Harness.Calls.ToList();
        Assert.True(calls.IndexOf("journal rollback-relocated.v1") < calls.IndexOf("undo 0"));
    }

    [Fact]
    public async Task A_start_after_a_relocation_should_undo_where_the_journal_says()
    {
        var moved = Some.UndoPlan(1) with { WorkspaceRoot = Elsewhere.Root };
        var request = Left(
            Some.Approved(1),
            new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon),
            new RollbackEvents.Relocated(moved, "ada", Some.Noon));
        NewSupervisor().Tell(new AwaitEnd(request.ExecutionId), TestActor);
        Assert.Equal(ExecutionState.RolledBack, (await ExpectMsgAsync<Ended>()).State);
        Assert.Equal(Elsewhere.Root, Harness.Sites.ReopenedAt);
    }

    [Fact]
    public async Task A_tree_that_is_as_it_was_should_end_rolled_back_without_an_undo()
    {
        var request = Prepared();
        Harness.Sites.Relocation = new RelocationFinding(null, []);
        var ended = Assert.Single(
            (await Order(new Recover(request.ExecutionId, Relocation: Elsewhere))).Ends);
        Assert.Equal(ExecutionState.RolledBack, ended.State);
        Assert.Contains("was found there as it was before", ended.Record.CompletionReason,
            StringComparison.Ordinal);
        Assert.DoesNotContain(Harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tree_that_is_neither_should_be_left_alone_with_what_differs()
    {
        var request = Prepared();
        Harness.Sites.Relocation = new RelocationFinding(null, [new Drift("a.txt", "3 bytes", "nothing")]);
        var failure = Assert.Single(
            (await Order(new Recover(request.ExecutionId, Relocation: Elsewhere))).Failures);
        Assert.Contains("a.txt", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("--abandon --reason", failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Harness.Calls, call => call.StartsWith("journal rollback-r", StringComparison.Ordinal));
    }

    private void Refuse() => Harness.Sites.Refusal =
        new WorkspaceException(WorkspaceFault.Refused, "it is another directory");

    private ExecutionRequest Prepared() =>
        Left(Some.Approved(1), new RollbackEvents.Prepared(Some.UndoPlan(1), Some.Noon));

    /// <summary>What a host does that is only there to carry out a decision.</summary>
    private async Task<Recovered> Order(Recover order)
    {
        NewSupervisor(recovers: false).Tell(order, TestActor);
        return await ExpectMsgAsync<Recovered>();
    }
}
