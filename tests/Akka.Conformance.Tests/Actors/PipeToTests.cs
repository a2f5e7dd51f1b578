using Akka.Actor;

namespace Akka.Conformance.Tests.Actors;

public sealed class PipeToTests : ConformanceTest
{
    [Fact]
    public async Task Result_should_be_sent_with_the_given_sender()
    {
        var probe = CreateTestProbe();
        await Task.FromResult("x").PipeTo(TestActor, probe.Ref);
        ExpectMsg("x");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public async Task Sender_should_be_nobody_unless_given()
    {
        await Task.FromResult("x").PipeTo(TestActor);
        ExpectMsg("x");
        Assert.Equal(Sys.DeadLetters, LastSender);
    }

    [Fact]
    public async Task Fault_should_be_sent_as_a_failure()
    {
        var cause = new InvalidOperationException("because");
        await Task.FromException<string>(cause).PipeTo(TestActor);
        Assert.Same(cause, ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public async Task Cancellation_should_be_sent_as_a_failure()
    {
        await Task.FromCanceled<string>(new CancellationToken(canceled: true)).PipeTo(TestActor);
        Assert.IsAssignableFrom<OperationCanceledException>(ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public async Task Both_outcomes_may_be_turned_into_messages()
    {
        await Task.FromResult(2).PipeTo(TestActor, success: n => $"ok {n}", failure: e => e.Message);
        await Task.FromException<int>(new InvalidOperationException("bad"))
            .PipeTo(TestActor, success: n => $"ok {n}", failure: e => e.Message);
        ExpectMsg("ok 2");
        ExpectMsg("bad");
    }

    [Fact]
    public async Task Task_without_a_result_should_send_only_what_success_makes()
    {
        await Task.CompletedTask.PipeTo(TestActor);
        await Task.CompletedTask.PipeTo(TestActor, success: () => "done");
        ExpectMsg("done");
    }

    [Fact]
    public async Task Fault_of_a_task_without_a_result_should_be_sent_as_a_failure()
    {
        await Task.FromException(new InvalidOperationException("bad")).PipeTo(TestActor);
        Assert.Equal("bad", ExpectMsg<Status.Failure>().Cause.Message);
    }

    [Fact]
    public void Sender_in_the_arguments_should_be_that_of_the_message()
    {
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<string>(s =>
                    Task.Run(() => s + "!").PipeTo(a.Self, a.Sender, success: t => new Answer(t)));
                a.On<Answer>(r => a.Sender.Tell(r.Text));
            }));
        var probe = CreateTestProbe();
        probe.Send(actor, "x");
        probe.ExpectMsg("x!");
    }

    [Fact]
    public void Mailbox_should_stay_open_meanwhile()
    {
        var gate = new TaskCompletionSource<string>();
        var actor = ActorOf(
            Scripted.Props(a =>
            {
                a.On<int>(_ => gate.Task.PipeTo(a.Self, a.Sender));
                a.On<string>(s => TestActor.Tell(s));
            }));
        actor.Tell(1);
        actor.Tell("meanwhile");
        ExpectMsg("meanwhile");
        gate.SetResult("result");
        ExpectMsg("result");
    }

    [Fact]
    public async Task Result_that_cannot_be_turned_into_a_message_should_be_sent_as_a_failure()
    {
        var cause = new InvalidOperationException("because");
        await Task.FromResult("x").PipeTo(TestActor, success: _ => throw cause);
        Assert.Same(cause, ExpectMsg<Status.Failure>().Cause);
        await Task.CompletedTask.PipeTo(TestActor, success: () => throw cause);
        Assert.Same(cause, ExpectMsg<Status.Failure>().Cause);
    }

    private sealed record Answer(string Text);
}
