namespace Akka.Actor;

/// <summary>What the engine needs of an actor.</summary>
public interface IInternalActor
{
    /// <summary>The context; only while the actor runs.</summary>
    IActorContext? ActorContext { get; }
}
