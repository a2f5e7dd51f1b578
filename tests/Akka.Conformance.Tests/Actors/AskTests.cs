using Akka.Actor;
using Akka.Event;

namespace Akka.Conformance.Tests.Actors;

public sealed class AskTests : ConformanceTest
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    [Fact]
    public async Task Ask_should_give_the_answer() => Assert.Equal("x", await Echo().Ask<string>("x", Long));

    [Fact]
    public async Task Ask_without_a_type_should_give_any_answer() =>
        Assert.Equal(7, await Echo().Ask(7, Long));

    [Fact]
    public async Task Ask_should_time_out_when_there_is_no_answer() =>
        await Assert.ThrowsAsync<AskTimeoutException>(() => Silent().Ask<string>("x", Short));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task Timeout_that_is_not_positive_should_be_none(int milliseconds)
    {
        var asked = Silent().Ask<string>("x", TimeSpan.FromMilliseconds(milliseconds));
        await Assert.ThrowsAsync<AskTimeoutException>(() => Silent().Ask<string>("x", Short));
        Assert.False(asked.IsCompleted);
    }

    [Fact]
    public async Task Ask_of_a_dead_actor_should_time_out()
    {
        var actor = Echo();
        await actor.GracefulStop(Long);
        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("x", Short));
    }

    [Fact]
    public async Task Exception_in_the_receiver_should_only_be_a_timeout()
    {
        var actor = ActorOf(Scripted.Props(a => a.On<string>(_ => throw new InvalidOperationException())));
        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("x", Short));
    }

    [Fact]
    public async Task Cancelled_ask_should_be_a_cancelled_task()
    {
        using var source = new CancellationTokenSource();
        var answer = Silent().Ask<string>("x", source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => answer);
    }

    [Fact]
    public async Task Failure_should_fault_a_typed_ask_with_its_cause()
    {
        var cause = new InvalidOperationException("because");
        Assert.Same(
            cause,
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                Echo().Ask<string>(new Status.Failure(cause), Long)));
    }

    [Fact]
    public async Task Success_should_not_be_unwrapped()
    {
        var success = new Status.Success("inside");
        Assert.Same(success, await Echo().Ask(success, Long));
        await Assert.ThrowsAsync<ArgumentException>(() => Echo().Ask<string>(success, Long));
    }

    [Fact]
    public async Task Answer_of_another_type_should_be_an_argument_exception() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Echo().Ask<string>(1, Long));

    [Fact]
    public async Task Second_answer_should_be_a_dead_letter()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var actor = ActorOf(
            Scripted.Props(a =>
                a.On<string>(_ =>
                {
                    a.Sender.Tell("one");
                    a.Sender.Tell("two");
                })));
        Assert.Equal("one", await actor.Ask<string>("x", Long));
        Assert.Equal("two", ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public async Task Answer_after_the_timeout_should_be_a_dead_letter()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var gate = new TaskCompletionSource();
        var actor = ActorOf(
            Scripted.Props(a =>
                a.OnAsync<string>(async _ =>
                {
                    await gate.Task;
                    a.Sender.Tell("late");
                })));
        await Assert.ThrowsAsync<AskTimeoutException>(() => actor.Ask<string>("x", Short));
        gate.SetResult();
        Assert.Equal("late", ExpectMsg<DeadLetter>().Message);
    }

    [Fact]
    public async Task Message_may_be_made_with_the_reference_to_answer_to()
    {
        var actor = ActorOf(Scripted.Props(a => a.On<Question>(q => q.AnswerTo.Tell($"re: {q.Text}"))));
        Assert.Equal(
            "re: x",
            await actor.Ask<string>(me => new Question("x", me), Long, CancellationToken.None));
    }

    [Fact]
    public async Task Many_asks_at_once_should_get_their_own_answers()
    {
        var echo = Echo();
        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => echo.Ask<int>(i, Long)));
        Assert.Equal(Enumerable.Range(0, 500), answers);
    }

    [Fact]
    public async Task Asker_should_have_a_path_below_temp()
    {
        var actor = ActorOf(Scripted.Props(a => a.On<string>(_ => a.Sender.Tell(a.Sender.Path.Elements[0]))));
        Assert.Equal("temp", await actor.Ask<string>("x", Long));
    }

    private IActorRef Echo() => ActorOf(Scripted.Props(a => a.On<object>(m => a.Sender.Tell(m))));

    private IActorRef Silent() => ActorOf(Scripted.Props(a => a.On<object>(_ => { })));

    private sealed record Question(string Text, IActorRef AnswerTo);
}
