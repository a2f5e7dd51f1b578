using Akka.Actor;

namespace Akka.Event;

/// <summary>A message that the actor's behaviour does not know.</summary>
public sealed class UnhandledMessage(object message, IActorRef sender, IActorRef recipient)
    : AllDeadLetters(message, sender, recipient);
