using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that a test actor got.</summary>
public class RealMessageEnvelope(object message, IActorRef? sender) : MessageEnvelope
{
    /// <inheritdoc/>
    public override object Message => message;

    /// <inheritdoc/>
    public override IActorRef? Sender => sender;

    /// <inheritdoc/>
    public override string ToString() => $"<{Message}> from {Sender?.ToString() ?? "NoSender"}";
}
