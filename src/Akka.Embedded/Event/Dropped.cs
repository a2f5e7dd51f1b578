using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that was given up on purpose, such as by a full queue.</summary>
public sealed class Dropped : AllDeadLetters
{
    /// <summary>With its sender.</summary>
    public Dropped(object message, string reason, IActorRef sender, IActorRef recipient)
        : base(message, sender, recipient) => Reason = reason;

    /// <summary>Without a sender.</summary>
    public Dropped(object message, string reason, IActorRef recipient)
        : this(message, reason, Nobody.Instance, recipient)
    {
    }

    /// <summary>Why.</summary>
    public string Reason { get; }
}
