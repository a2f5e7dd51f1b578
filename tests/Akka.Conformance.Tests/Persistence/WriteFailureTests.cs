using Akka.Actor;

namespace Akka.Conformance.Tests.Persistence;

public sealed class WriteFailureTests() : ConformanceTest(Engine.Setup)
{
    [Fact]
    public void Failed_write_should_stop_the_actor_without_running_the_handler()
    {
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.OnFailure = (_, e, nr) => TestActor.Tell($"failure {e} {nr}");
                    a.OnPostStop = () => TestActor.Tell("PostStop");
                    a.On<string>(s => a.Persist(s, _ => TestActor.Tell("handler")));
                }));
        Watch(actor);
        actor.Tell("!fail");
        actor.Tell("lost");
        ExpectMsg("failure !fail 1");
        ExpectMsg("PostStop");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Failed_write_should_not_ask_the_supervisor()
    {
        var parent = ActorOf(
            Scripted.Props(a =>
            {
                a.Strategy = new OneForOneStrategy(_ =>
                {
                    TestActor.Tell("asked");
                    return Directive.Restart;
                });
                a.On<Terminated>(_ => TestActor.Tell("terminated"));
                a.On<string>(s =>
                    a.Context.Watch(
                            a.Context.ActorOf(
                                Stored.Props("p", c => c.On<string>(e => c.Persist(e, _ => { })))))
                        .Tell(s));
            }));
        parent.Tell("!fail");
        ExpectMsg("terminated");
    }

    [Fact]
    public void Failure_of_PersistAll_should_store_none_of_its_events()
    {
        var actor = ActorOf(
            Stored.Props("p", a => a.On<string>(_ => a.PersistAll(["a", "!fail", "c"], _ => { }))));
        Watch(actor);
        actor.Tell("go");
        ExpectTerminated(actor);
        ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.Replay<string>(e => TestActor.Tell($"r:{e}"));
                    a.Replay<Akka.Persistence.RecoveryCompleted>(_ => TestActor.Tell("completed"));
                }));
        ExpectMsg("completed");
    }

    [Fact]
    public void Rejected_event_should_skip_the_handler_and_go_on()
    {
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.OnRejected = (cause, e, nr) => TestActor.Tell($"rejected {((Unstorable)e).Text} {nr}");
                    a.On<Unstorable>(e => a.Persist(e, _ => TestActor.Tell("handler")));
                    a.On<string>(s => a.Persist(s, e => TestActor.Tell($"h:{e}")));
                }));
        actor.Tell(new Unstorable("no"));
        actor.Tell("yes");
        ExpectMsg("rejected no 1");
        ExpectMsg("h:yes");
    }

    [Fact]
    public void Rejection_should_not_harm_other_events_of_the_command()
    {
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.OnRejected = (_, _, nr) => TestActor.Tell($"rejected {nr}");
                    a.On<string>(_ =>
                    {
                        a.Persist("before", e => TestActor.Tell($"h:{e}"));
                        a.Persist(new Unstorable("x"), _ => TestActor.Tell("handler"));
                        a.Persist("after", e => TestActor.Tell($"h:{e}"));
                    });
                }));
        actor.Tell("go");
        ExpectMsg("h:before");
        ExpectMsg("rejected 2");
        ExpectMsg("h:after");
    }

    [Fact]
    public void Rejection_in_PersistAll_should_reject_all_of_it()
    {
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.OnRejected = (_, _, nr) => TestActor.Tell($"rejected {nr}");
                    a.On<string>(s =>
                    {
                        if (s == "go")
                            a.PersistAll(
                                new object[] { "fine", new Unstorable("x") },
                                _ => TestActor.Tell("handler"));
                        else
                            TestActor.Tell(s);
                    });
                }));
        actor.Tell("go");
        actor.Tell("next");
        ExpectMsg("rejected 1");
        ExpectMsg("rejected 2");
        ExpectMsg("next");
    }

    [Fact]
    public void Two_writers_of_one_stream_should_be_detected()
    {
        Props Writer(string name) =>
            Stored.Props(
                "shared",
                a =>
                {
                    a.OnFailure = (_, _, nr) => TestActor.Tell($"{name} failed at {nr}");
                    a.Replay<Akka.Persistence.RecoveryCompleted>(_ => TestActor.Tell($"{name} ready"));
                    a.On<string>(s => a.Persist(s, _ => TestActor.Tell($"{name} stored")));
                });
        var first = ActorOf(Writer("first"));
        ExpectMsg("first ready");
        var second = ActorOf(Writer("second"));
        ExpectMsg("second ready");
        first.Tell("a");
        ExpectMsg("first stored");
        Watch(second);
        second.Tell("b");
        ExpectMsg("second failed at 1");
        ExpectTerminated(second);
    }

    [Fact]
    public void PersistAsync_that_fails_should_stop_the_actor_too()
    {
        var actor = ActorOf(
            Stored.Props("p", a => a.On<string>(s => a.PersistAsync(s, _ => TestActor.Tell("handler")))));
        Watch(actor);
        actor.Tell("!fail");
        ExpectTerminated(actor);
    }

    [Fact]
    public void New_incarnation_should_see_what_the_old_one_was_still_writing()
    {
        var gate = Guid.NewGuid().ToString("N");
        var actor = ActorOf(
            Stored.Props(
                "p",
                a =>
                {
                    a.Replay<string>(e => TestActor.Tell($"r:{e[..5]}"));
                    a.On<string>(s =>
                    {
                        if (s == "crash")
                            throw new InvalidOperationException();
                        if (s == "again")
                            a.Persist(s, _ => TestActor.Tell($"stored at {a.LastSequenceNr}"));
                        else
                            a.PersistAsync(s, _ => { });
                    });
                }));
        actor.Tell($"event!gate:{gate}");
        actor.Tell("crash");
        actor.Tell("again");
        ExpectNoMsg(TimeSpan.FromMilliseconds(30));
        Engine.OpenGate(gate);
        ExpectMsg("r:event");
        ExpectMsg("stored at 2");
    }
}
