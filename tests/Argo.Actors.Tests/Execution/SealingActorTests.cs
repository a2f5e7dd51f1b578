using Akka.Actor;
using Akka.TestKit;
using Argo.Actors.Execution;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Records;
using Argo.Artifacts.Results;

namespace Argo.Actors.Tests.Execution;

/// <summary>Brings an end that the journal has into the store; a probe stands for its worker.</summary>
public sealed class SealingActorTests : ExecutionKit
{
    private readonly TestProbe _worker;

    public SealingActorTests() => _worker = CreateTestProbe();

    [Fact]
    public async Task An_end_should_be_stored_with_record_and_result_before_it_is_told()
    {
        Seal(ExecutionOutcome.Completed("done"));
        var end = (await _worker.ExpectMsgAsync<SealingProtocol.Stored>()).End;
        Assert.Equal(
            (ExecutionState.Completed, ExecutionStatus.Success, RecordStatus.Completed),
            (end.State, end.Result.ExecutionStatus, end.Record.Status));
        Assert.Equal(end, Assert.Single(Harness.Ledger.Ends).Value);
    }

    [Fact]
    public async Task A_store_without_room_should_be_told_of_and_be_asked_until_it_has_some()
    {
        Harness.Ledger.FailingFinishes = Harness.Limits.RecoveryAttempts;
        Seal(ExecutionOutcome.Completed("done"));
        var not = await _worker.ExpectMsgAsync<SealingProtocol.NotStored>();
        Assert.Equal("the store is full", not.Reason);
        var stored = await _worker.ExpectMsgAsync<SealingProtocol.Stored>();
        Assert.Equal(not.End.Result.ResultId, stored.End.Result.ResultId);
    }

    private void Seal(ExecutionOutcome outcome) =>
        _worker.ChildActorOf(Props.Create(() => new Worker(Harness.Services, outcome)));

    /// <summary>A worker that does nothing but seal.</summary>
    private sealed class Worker : ReceiveActor
    {
        public Worker(ExecutionServices services, ExecutionOutcome outcome)
        {
            var request = Some.Approved(1);
            var team = new ExecutionChildren(Context, request, services);
            var account = new ResultBuilder(request, services.Time);
            var sealing = Context.ActorOf(SealingActor.Props(request, services, team, account));
            sealing.Tell(new SealingProtocol.Seal(outcome));
            ReceiveAny(Context.Parent.Tell);
        }
    }
}
