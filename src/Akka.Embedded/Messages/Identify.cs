namespace Akka.Actor;

/// <summary>Asks any actor for its reference; it answers with <see cref="ActorIdentity"/>.</summary>
public sealed class Identify(object? messageId) : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    /// <summary>Comes back in the answer.</summary>
    public object? MessageId => messageId;

    /// <inheritdoc/>
    public override string ToString() => $"<Identify>: {MessageId}";
}
