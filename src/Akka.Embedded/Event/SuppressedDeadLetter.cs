using Akka.Actor;

namespace Akka.Event;

/// <summary>A dead letter that is unremarkable.</summary>
public sealed class SuppressedDeadLetter(
    IDeadLetterSuppression message,
    IActorRef sender,
    IActorRef recipient) : AllDeadLetters(message, sender, recipient);
