using Akka.Actor;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Executions;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Execution;

/// <summary>A journal that writes many events at once fails them all for one of them.</summary>
public sealed class FailedBatchTests : ExecutionKit
{
    private const int Count = 100;
    private const string Odd = "exec-57";

    public FailedBatchTests()
        : base(new ActorHarness(firstBatch: Count))
    {
    }

    [Fact]
    public async Task One_row_that_is_there_already_should_not_keep_the_other_executions_from_their_end()
    {
        Harness.Limits = Harness.Limits with { MaxRunning = Count };
        Harness.Journal.OnBatch = () => Harness.Journal.Write([SpyRow.Of(
            RollbackActor.PersistenceIdOf(new ExecutionId(Odd)), 1,
            new RollbackEvents.Aborted("another process took it over", Some.Noon))]);
                for (var number = 0; number < Count; number++)
            Supervisor.Tell(new Submit(Of(number)), TestActor);
        for (var number = 0; number < Count; number++)
            Supervisor.Tell(new AwaitEnd((await ExpectMsgAsync<Submitted>()).ExecutionId), TestActor);

        for (var number = 0; number < Count; number++)
        {
            var ended = await ExpectMsgAsync<Ended>();
            Assert.Equal(
                ended.ExecutionId.Value == Odd ? ExecutionState.Aborted : ExecutionState.Completed,
                ended.State);
        }

        Assert.Equal(
            Count - 1, Harness.Calls.Count(call => call.StartsWith("apply", StringComparison.Ordinal)));
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
