using Akka.Actor;
using Akka.TestKit.Xunit2;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>A journal that writes many events at once fails them all for one of them.</summary>
public sealed class FailedBatchTests : TestKit
{
    private const int Count = 100;
    private const string Odd = "exec-57";

    private readonly ActorHarness _harness;

    public FailedBatchTests()
        : this(new ActorHarness(firstBatch: Count))
    {
    }

    private FailedBatchTests(ActorHarness harness)
        : base(TestEngine.Setup(harness.Journal)) => _harness = harness;

    [Fact]
    public async Task One_row_that_is_there_already_should_not_keep_the_other_executions_from_their_end()
    {
        _harness.Limits = _harness.Limits with { MaxRunning = Count };
        _harness.Journal.OnBatch = () => _harness.Journal.Write([SpyRow.Of(
            RollbackActor.PersistenceIdOf(new ExecutionId(Odd)), 1,
            new RollbackEvents.Aborted("another process took it over", Some.Noon))]);
        var supervisor = Sys.ActorOf(SupervisorActor.Props(_harness.Services), "argo");
        for (var number = 0; number < Count; number++)
            supervisor.Tell(new Submit(Of(number)), TestActor);
        for (var number = 0; number < Count; number++)
            supervisor.Tell(new AwaitEnd((await ExpectMsgAsync<Submitted>()).ExecutionId), TestActor);

        for (var number = 0; number < Count; number++)
        {
            var ended = await ExpectMsgAsync<Ended>();
            Assert.Equal(
                ended.ExecutionId.Value == Odd ? ExecutionState.Aborted : ExecutionState.Completed,
                ended.State);
        }

        Assert.Equal(
            Count - 1, _harness.Calls.Count(call => call.StartsWith("act", StringComparison.Ordinal)));
    }

    private static ExecutionRequest Of(int number)
    {
        var request = Some.Approved(number + 1); // each on a path of its own
        return request with
        {
            ExecutionId = new ExecutionId($"exec-{number}"),
            Approval = request.Approval! with { ApprovalId = $"approval-{number}" },
        };
    }
}
