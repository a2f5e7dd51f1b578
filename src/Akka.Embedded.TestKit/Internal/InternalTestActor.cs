using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit.Internal;

/// <summary>The actor behind a test kit or a probe: keeps what it gets for the test.</summary>
internal sealed class InternalTestActor : ActorBase
{
    private readonly MessageBox _box;
    private Func<object, bool>? _ignore;
    private AutoPilot _autoPilot = AutoPilot.NoAutoPilot;

    public InternalTestActor(MessageBox box) => _box = box;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case SetIgnore set:
                _ignore = set.Ignored;
                Sender.Tell(Done.Instance);
                break;
            case SetAutoPilot set:
                _autoPilot = set.Pilot;
                Sender.Tell(Done.Instance);
                break;
            case Watch watch:
                Context.Watch(watch.Actor);
                Sender.Tell(Done.Instance);
                break;
            case Unwatch unwatch:
                Context.Unwatch(unwatch.Actor);
                Sender.Tell(Done.Instance);
                break;
            default:
                Take(message);
                break;
        }

        return true;
    }

    protected override void PostStop()
    {
        while (_box.TakeAsync(TimeSpan.Zero, CancellationToken.None).AsTask().Result is { } left)
            Context.System.DeadLetters.Tell(
                new DeadLetter(left.Message, left.Sender ?? Context.System.DeadLetters, Self));
    }

    private void Take(object message)
    {
        var next = _autoPilot.Run(Sender, message);
        if (next is not KeepRunning)
            _autoPilot = next;
        if (_ignore is null || !_ignore(message))
            _box.Put(new RealMessageEnvelope(message, Sender));
    }

    internal sealed record SetIgnore(Func<object, bool>? Ignored);

    internal sealed record SetAutoPilot(AutoPilot Pilot);

    internal sealed record Watch(IActorRef Actor);

    internal sealed record Unwatch(IActorRef Actor);
}
