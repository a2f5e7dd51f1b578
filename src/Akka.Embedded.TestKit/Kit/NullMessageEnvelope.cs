using Akka.Actor;

namespace Akka.TestKit;

/// <summary>No message came.</summary>
public sealed class NullMessageEnvelope : MessageEnvelope
{
    /// <summary>The only instance.</summary>
    public static readonly NullMessageEnvelope Instance = new();

    private NullMessageEnvelope()
    {
    }

    /// <inheritdoc/>
    public override object? Message => null;

    /// <inheritdoc/>
    public override IActorRef? Sender => null;

    /// <inheritdoc/>
    public override string ToString() => "<null>";
}
