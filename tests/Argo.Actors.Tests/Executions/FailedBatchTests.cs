using Akka.Actor;
using Akka.TestKit.Xunit2;
using Argo.Actors.Rollback;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using Argo.Artifacts;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Executions;

/// <summary>A journal that writes many events at once fails them all for one of them.</summary>
public sealed class FailedBatchTests : TestKit
{
    private const int Count = 100;
    private const string Odd = "exec-57";

    private readonly Stage _stage;

    public FailedBatchTests()
        : this(new Stage(firstBatch: Count))
    {
    }

    private FailedBatchTests(Stage stage)
        : base(TestEngine.Setup(stage.Journal)) => _stage = stage;

    [Fact]
    public async Task One_row_that_is_there_already_should_not_keep_the_other_executions_from_their_end()
    {
        _stage.Limits = _stage.Limits with { MaxRunning = Count };
        _stage.Journal.OnBatch = () => _stage.Journal.Write([SpyRow.Of(
            RollbackActor.PersistenceIdOf(new ExecutionId(Odd)), 1,
            new RollbackEvents.Aborted("another process took it over", Some.Noon))]);
        var supervisor = Sys.ActorOf(SupervisorActor.Props(_stage.Services), "argo");
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

        Assert.Equal(Count - 1, _stage.Calls.Count(call => call.StartsWith("act", StringComparison.Ordinal)));
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
