using Akka.Actor;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Doubles;
using Argo.Actors.Tests.Support;
using static Argo.Actors.Supervision.ExecutionProtocol;

namespace Argo.Actors.Tests.Supervision;

/// <summary>Finds what was left, and answers who asked; the test stands for the supervisor.</summary>
public sealed class RecoveryCoordinatorTests : ExecutionKit
{
    private static readonly ExecutionId One = new("exec-1");
    private static readonly ExecutionId Two = new("exec-2");
    private readonly Lazy<IActorRef> _coordinator;

    public RecoveryCoordinatorTests() => _coordinator = new(
        () => Sys.ActorOf(RecoveryCoordinator.Props(Harness.Services), "recoveries"));

    [Fact]
    public async Task What_was_left_should_be_found_with_all_that_a_recovery_needs()
    {
        var asker = CreateTestProbe();
        var request = Left(Some.Approved(1));
        Harness.Ledger.Abandoned[Two] = true; // its plan is not in the store

        Tell(new RecoveryProtocol.Find(new Recover(null), asker.Ref));

        var found = await ExpectMsgAsync<RecoveryProtocol.Found>();
        Assert.Equal(request, Assert.Single(found.Requests));
        Assert.Equal(Two, Assert.Single(found.Lost).ExecutionId);
        Assert.Equal(asker.Ref, found.Asker);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_should_be_told_of()
    {
        Harness.Ledger.FailingLooks = 1;
        Tell(new RecoveryProtocol.Find(new Recover(null), Asker: null));
        Assert.Contains(
            "does not answer", (await ExpectMsgAsync<RecoveryProtocol.FindFailed>()).Cause.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_asked_should_be_answered_once_all_of_it_is_closed()
    {
        var asker = CreateTestProbe();
        Tell(new RecoveryProtocol.TellWhenClosed(asker.Ref, [One, Two], []));
        Tell(new RecoveryProtocol.Closed(One, new NotKnown(One, "it is quarantined")));
        await asker.ExpectNoMsgAsync(TimeSpan.Zero);
        Tell(new RecoveryProtocol.Closed(Two, new NotKnown(Two, "it is busy")));
        Assert.Equal(2, (await asker.ExpectMsgAsync<Recovered>()).Failures.Length);
    }

    [Fact]
    public async Task An_end_that_came_before_the_question_should_not_answer_it()
    {
        var asker = CreateTestProbe();
        Tell(new RecoveryProtocol.Closed(One, new NotKnown(One, "an earlier one")));
        Tell(new RecoveryProtocol.TellWhenClosed(asker.Ref, [One], []));
        await asker.ExpectNoMsgAsync(TimeSpan.Zero);
        Tell(new RecoveryProtocol.Closed(One, new NotKnown(One, "this one")));
        Assert.Equal("this one", Assert.Single((await asker.ExpectMsgAsync<Recovered>()).Failures).Reason);
    }

    [Fact]
    public async Task A_question_about_nothing_should_be_answered_at_once()
    {
        var asker = CreateTestProbe();
        Tell(new RecoveryProtocol.TellWhenClosed(asker.Ref, [], []));
        Assert.Empty((await asker.ExpectMsgAsync<Recovered>()).Ends);
    }

    private void Tell(object message) => _coordinator.Value.Tell(message, TestActor);
}
