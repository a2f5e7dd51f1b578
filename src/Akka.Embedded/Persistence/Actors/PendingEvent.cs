using Akka.Actor;

namespace Akka.Persistence;

/// <summary>An event on its way to the journal and back to its handler.</summary>
/// <param name="Event">What the actor persists, or defers.</param>
/// <param name="SequenceNr">Its number; 0 for one that is deferred only.</param>
/// <param name="Sender">The sender of the command, who is also the sender when the handler runs.</param>
/// <param name="Handler">What to run in the end.</param>
/// <param name="Stashes">True when no other command is taken before the handler has run.</param>
internal sealed record PendingEvent(
    object Event, long SequenceNr, IActorRef? Sender, Action<object> Handler, bool Stashes)
{
    internal bool IsDeferred => SequenceNr == 0;
}
