using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that nobody handled, whatever the reason.</summary>
public abstract class AllDeadLetters : IWrappedMessage
{
    /// <summary>Keeps the message and both ends.</summary>
    protected AllDeadLetters(object message, IActorRef sender, IActorRef recipient)
    {
        Message = message;
        Sender = sender;
        Recipient = recipient;
    }

    /// <summary>The message.</summary>
    public object Message { get; }

    /// <summary>Who should have got it.</summary>
    public IActorRef Recipient { get; }

    /// <summary>Who sent it; dead letters when nobody did.</summary>
    public IActorRef Sender { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name} from {Sender} to {Recipient}: <{Message}>";
}
