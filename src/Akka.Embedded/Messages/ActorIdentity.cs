namespace Akka.Actor;

/// <summary>The answer to <see cref="Identify"/>.</summary>
public sealed class ActorIdentity(object? messageId, IActorRef? subject)
{
    /// <summary>What the question carried.</summary>
    public object? MessageId => messageId;

    /// <summary>The actor that answers; null when there is none.</summary>
    public IActorRef? Subject => subject;

    /// <inheritdoc/>
    public override string ToString() => $"<ActorIdentity>: {Subject} - MessageId={MessageId}";
}
