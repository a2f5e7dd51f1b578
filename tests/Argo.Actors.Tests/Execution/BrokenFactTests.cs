using Akka.Actor;
using Akka.TestKit.Xunit2;
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
public sealed class BrokenFactTests : TestKit
{
    private readonly ActorHarness _harness;
    private readonly Lazy<IActorRef> _supervisor;

    public BrokenFactTests()
        : this(new ActorHarness())
    {
    }

    private BrokenFactTests(ActorHarness harness)
        : base(TestEngine.Setup(harness.Journal))
    {
        _harness = harness;
        _supervisor = new Lazy<IActorRef>(
            () => Sys.ActorOf(SupervisorActor.Props(_harness.Services), "argo"));
    }

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
        Assert.Empty(_harness.Calls);
        Assert.Contains(ended.ExecutionId, _harness.Ledger.Ends.Keys); // not queued for ever
    }

    [Fact]
    public async Task A_bug_while_the_workspace_is_taken_should_abort_with_what_it_said()
    {
        _harness.Sites.OpenFault = new InvalidOperationException("the tooth fairy holds it");
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
        _harness.SiteOf(request).OnCall = call => Throw(call, where);

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("the tooth fairy", ended.Result.AbortReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_use_the_approval_up_should_abort_with_what_it_said()
    {
        _harness.Ledger.OnConsume = () => throw new IOException("the tooth fairy has the disk");

        var ended = await Run(Some.Approved(1));

        Assert.Equal(ExecutionStatus.Aborted, ended.Result.ExecutionStatus);
        Assert.Contains("the tooth fairy", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.Contains("approve the report again", ended.Result.AbortReason, StringComparison.Ordinal);
        Assert.DoesNotContain("act 1", _harness.Calls);
    }

    [Fact]
    public async Task A_bug_in_a_step_should_be_told_by_its_words_and_undone()
    {
        var request = Some.Approved(1, 2);
        _harness.SiteOf(request).OnCall = call => Throw(call, "act 2");

        var ended = await Run(request);

        Assert.Equal(ExecutionStatus.RolledBack, ended.Result.ExecutionStatus);
        Assert.Contains(ended.Result.Errors, e => e.Contains("the tooth fairy", StringComparison.Ordinal));
        Assert.Empty(_harness.SiteOf(request).Applied);
    }

    [Fact]
    public async Task An_end_that_the_store_cannot_keep_should_be_told_and_be_stored_once_there_is_room()
    {
        _harness.Ledger.FailingFinishes = int.MaxValue;
        var request = Some.Approved(1);
        await Submit(request);
        _supervisor.Value.Tell(new AwaitEnd(request.ExecutionId), TestActor);

        var unkept = await ExpectMsgAsync<NotKnown>();
        Assert.True(unkept.IsStoreFault);
        Assert.Contains("ended (Completed)", unkept.Reason, StringComparison.Ordinal);
        Assert.Contains("the store is full", unkept.Reason, StringComparison.Ordinal);

        _harness.Ledger.FailingFinishes = 0;
        await AwaitAssertAsync(() => Assert.Contains(request.ExecutionId, _harness.Ledger.Ends.Keys));
        Assert.DoesNotContain(_harness.Calls, call => call.StartsWith("undo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_end_that_waits_for_room_in_the_store_should_not_hold_up_a_stop_of_the_host()
    {
        _harness.Ledger.FailingFinishes = int.MaxValue;
        var request = Some.Approved(1);
        await Submit(request);
        _supervisor.Value.Tell(new AwaitEnd(request.ExecutionId), TestActor);
        await ExpectMsgAsync<NotKnown>();

        _supervisor.Value.Tell(new Drain("host stops"), TestActor);

        await ExpectMsgAsync<Drained>();
    }

    private void Break(string fact)
    {
        var fault = new InvalidOperationException($"the {fact} is with the tooth fairy");
        if (fact == "monitor")
            _harness.Security.Fault = fault;
        else if (fact == "key")
            _harness.Authority.Damage = fault;
        else if (fact == "store")
            _harness.Ledger.ConsumerFault = fault;
        else if (fact == "refusals")
            _harness.Ledger.RefusalFault = fault;
        else
            _harness.Sites.LookFault = fault;
    }

    private static void Throw(string call, string when)
    {
        if (call == when)
            throw new InvalidOperationException("the tooth fairy was here");
    }

    private async Task Submit(ExecutionRequest request)
    {
        _supervisor.Value.Tell(new Submit(request), TestActor);
        await ExpectMsgAsync<Submitted>();
    }

    private async Task<Ended> Run(ExecutionRequest request)
    {
        await Submit(request);
        _supervisor.Value.Tell(new AwaitEnd(request.ExecutionId), TestActor);
        return await ExpectMsgAsync<Ended>();
    }
}
