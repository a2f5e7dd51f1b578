using Akka.Actor;
using Akka.Event;

namespace Akka.Conformance.Tests.Actors;

public sealed class ReceiveTests : ConformanceTest
{
    private interface IShape;

    [Fact]
    public void First_handler_that_fits_should_take_the_message()
    {
        var actor = ActorOf(() => new Handlers(TestActor, "order"));
        actor.Tell("x");
        ExpectMsg("first:x");
    }

    [Fact]
    public void Predicate_that_is_false_should_pass_the_message_on()
    {
        var actor = ActorOf(() => new Handlers(TestActor, "predicate"));
        actor.Tell(1);
        actor.Tell(10);
        ExpectMsg("small:1");
        ExpectMsg("big:10");
    }

    [Fact]
    public void Function_that_returns_false_should_pass_the_message_on()
    {
        var actor = ActorOf(() => new Handlers(TestActor, "function"));
        actor.Tell("a");
        ExpectMsg("refused:a");
        ExpectMsg("fallback:a");
    }

    [Fact]
    public void Handler_of_a_base_type_or_interface_should_take_derived_messages()
    {
        var actor = ActorOf(() => new Handlers(TestActor, "interface"));
        actor.Tell(new Circle());
        ExpectMsg("shape:Circle");
    }

    [Fact]
    public void Handler_by_type_object_should_take_the_message()
    {
        var actor = ActorOf(() => new Handlers(TestActor, "bytype"));
        actor.Tell(new ByType());
        ExpectMsg("type:ByType");
    }

    [Theory]
    [InlineData("object-then-more")]
    [InlineData("any-then-more")]
    public void Handler_after_a_catch_all_should_be_refused(string script)
    {
        var actor = ActorOf(() => new Handlers(TestActor, script));
        Watch(actor);
        ExpectMsg("InvalidOperationException");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Registering_a_handler_while_handling_should_be_refused()
    {
        var actor = ActorOf(() => new Handlers(TestActor, "late"));
        actor.Tell("x");
        ExpectMsg("InvalidOperationException");
    }

    [Fact]
    public void Message_that_nobody_handles_should_be_published_as_unhandled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = ActorOf(() => new Handlers(TestActor, "order"));
        actor.Tell(1.5);
        var unhandled = ExpectMsg<UnhandledMessage>();
        Assert.Equal(1.5, unhandled.Message);
        Assert.Equal(actor, unhandled.Recipient);
        Assert.Equal(TestActor, unhandled.Sender);
    }

    [Fact]
    public void ReceiveAny_should_take_everything()
    {
        var actor = ActorOf(() => new Handlers(TestActor, "any"));
        actor.Tell(1);
        actor.Tell("x");
        ExpectMsg("any:1");
        ExpectMsg("any:x");
    }

    [Fact]
    public void Untyped_actor_should_take_everything_and_may_call_unhandled()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        var actor = ActorOf<Untyped>();
        actor.Tell("known");
        actor.Tell("unknown");
        ExpectMsg("got known");
        Assert.Equal("unknown", ExpectMsg<UnhandledMessage>().Message);
    }

    [Fact]
    public void Messages_of_one_sender_should_come_in_order()
    {
        var actor = ActorOf(() => new Handlers(TestActor, "any"));
        for (var i = 0; i < 1000; i++)
            actor.Tell(i);
        for (var i = 0; i < 1000; i++)
            ExpectMsg($"any:{i}");
    }

    private sealed record Circle : IShape;

    /// <summary>
    /// In no other handler: once Akka has compiled one for a type object, it cannot make an actor of the
    /// process whose only handler is <c>Receive&lt;T&gt;</c> of that type.
    /// </summary>
    private sealed record ByType;

    private sealed class Untyped : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "known")
                Sender.Tell("got known");
            else
                Unhandled(message);
        }
    }

    private sealed class Handlers : ReceiveActor
    {
        private readonly IActorRef _log;

        public Handlers(IActorRef log, string script)
        {
            _log = log;
            try
            {
                Register(script);
            }
            catch (InvalidOperationException e)
            {
                _log.Tell(e.GetType().Name);
                throw;
            }
        }

        private void Register(string script)
        {
            switch (script)
            {
                case "order":
                    Receive<string>(s => _log.Tell($"first:{s}"));
                    Receive<string>(s => _log.Tell($"second:{s}"));
                    break;
                case "predicate":
                    Receive<int>(n => n > 5, n => _log.Tell($"big:{n}"));
                    Receive<int>(n => _log.Tell($"small:{n}"), n => n <= 5);
                    break;
                case "function":
                    Receive<string>(s => Refuse(s));
                    Receive<string>(s => _log.Tell($"fallback:{s}"));
                    break;
                case "interface":
                    Receive<IShape>(s => _log.Tell($"shape:{s.GetType().Name}"));
                    break;
                case "bytype":
                    Receive(typeof(ByType), m => _log.Tell($"type:{m.GetType().Name}"));
                    break;
                case "any":
                    ReceiveAny(m => _log.Tell($"any:{m}"));
                    break;
                case "any-then-more":
                    ReceiveAny(_ => { });
                    Receive<string>(_ => { });
                    break;
                case "object-then-more":
                    Receive<object>(_ => { });
                    Receive<string>(_ => { });
                    break;
                case "late":
                    Receive<string>(_ => RegisterLate());
                    break;
            }
        }

        private bool Refuse(string s)
        {
            _log.Tell($"refused:{s}");
            return false;
        }

        private void RegisterLate()
        {
            try
            {
                Receive<int>(_ => { });
            }
            catch (InvalidOperationException e)
            {
                _log.Tell(e.GetType().Name);
            }
        }
    }
}
