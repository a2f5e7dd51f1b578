using Akka.Actor;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Results;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>
/// What a gate must know and cannot find out refuses in that gate's own words; it never looks like a process
/// that died.
/// </summary>
public sealed class BrokenFactTests : ExecutionKit
{
    public static TheoryData<int, string> Facts => new()
    {
        { 0, "monitor" }, { 1, "key" }, { 3, "store" }, { 3, "refusals" }, { 5, "disk" },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task A_fact_that_cannot_be_had_should_refuse_in_its_own_gate(int gate, string fact)
    {
        Break(fact);

        var ended = await Run(Some.Approved(1));

        Assert.Equal(
            (ExecutionState.Aborted, ExecutionStatus.Aborted), (ended.State, ended.Result.ExecutionStatus));
        var refusal = ended.Result.Gates.First(one => !one.Passed);
        Assert.Equal(gate, refusal.Gate);
        Assert.Contains("the tooth fairy", refusal.Detail, StringComparison.Ordinal);
        Assert.Equal(refusal.Detail, ended.Result.AbortReason);
        Assert.DoesNotContain("process", refusal.Detail, StringComparison.Ordinal);
        Assert.Empty(Harness.Calls);
        Assert.Contains(ended.ExecutionId, Harness.Ledger.Ends.Keys); // not queued for ever
    }

    [Fact]
    public async Task A_bug_while_the_workspace_is_taken_should_abort_with_what_it_said()
    {
        Harness.Sites.OpenFault = new InvalidOperationException("the tooth fairy holds it");
        var ended = await Run(Some.Approved(1));
        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("the tooth fairy", ended.Result.AbortReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stage 1")]
    [InlineData("verify witness")]
    [InlineData("build undo plan")]
    public async Task A_bug_before_anything_is_visible_should_abort_with_what_it_said(string where)
    {
        var request = Some.Approved(1);
        Harness.SiteOf(request).OnCall = call => Throw(call, where);

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("the tooth fairy", ended.Result.AbortReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_use_the_approval_up_should_abort_with_what_it_said()
    {
        Harness.Ledger.OnConsume = () => throw new IOException("the tooth fairy has the disk");

        var ended = await Run(Some.Approved(1));

        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("the tooth fairy", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.Contains("approve the report again", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.DoesNotContain("apply 1", Harness.Calls);
    }

    [Fact]
    public async Task A_bug_in_a_step_should_be_told_by_its_words_and_undone()
    {
        var request = Some.Approved(1, 2);
        Harness.SiteOf(request).OnCall = call => Throw(call, "apply 2");

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Contains(ended.Result.Errors, e => e.Contains("the tooth fairy", StringComparison.Ordinal));
        Assert.Empty(Harness.SiteOf(request).Applied);
    }

    [Fact]
    public async Task An_end_that_the_store_cannot_keep_should_be_told_and_be_stored_once_there_is_room()
    {
        Harness.Ledger.FailingFinishes = int.MaxValue;
        var request = Some.Approved(1);
        await Submit(request);
        Supervisor.Tell(new AwaitEnd(request.ExecutionId), TestActor);

        var unkept = await ExpectMsgAsync<NotKnown>();
        Assert.True(unkept.IsStoreFault);
        Assert.Contains("ended (Completed)", unkept.Reason, StringComparison.Ordinal);
        Assert.Contains("the store is full", unkept.Reason, StringComparison.Ordinal);

        Harness.Ledger.FailingFinishes = 0;
        await AwaitAssertAsync(() => Assert.Contains(request.ExecutionId, Harness.Ledger.Ends.Keys));
        Assert.DoesNotContain(Harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_end_that_waits_for_room_in_the_store_should_not_hold_up_a_stop_of_the_host()
    {
        Harness.Ledger.FailingFinishes = int.MaxValue;
        var request = Some.Approved(1);
        await Submit(request);
        Supervisor.Tell(new AwaitEnd(request.ExecutionId), TestActor);
        await ExpectMsgAsync<NotKnown>();

        Supervisor.Tell(new Drain("host stops"), TestActor);

        await ExpectMsgAsync<Drained>();
    }

    private void Break(string fact)
    {
        var fault = new InvalidOperationException($"the {fact} is with the tooth fairy");
        if (fact == "monitor")
            Harness.Security.Fault = fault;
        else if (fact == "key")
            Harness.Authority.Damage = fault;
        else if (fact == "store")
            Harness.Ledger.ConsumerFault = fault;
        else if (fact == "refusals")
            Harness.Ledger.RefusalFault = fault;
        else
            Harness.Sites.LookFault = fault;
    }

    private static void Throw(string call, string when)
    {
        if (call == when)
            throw new InvalidOperationException("the tooth fairy was here");
    }
}
