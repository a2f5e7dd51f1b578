namespace Akka.Actor;

/// <summary>The handle of an actor: stays the same over restarts, and is safe to pass around.</summary>
public interface IActorRef : ICanTell
{
    /// <summary>Where the actor is in the tree.</summary>
    ActorPath Path { get; }
}
