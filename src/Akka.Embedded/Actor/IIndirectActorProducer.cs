namespace Akka.Actor;

/// <summary>Makes actor instances in a way of its own.</summary>
public interface IIndirectActorProducer
{
    /// <summary>The type of the actors.</summary>
    Type ActorType { get; }

    /// <summary>Makes an instance; called again on each restart.</summary>
    ActorBase Produce();

    /// <summary>Called when an instance is no longer used.</summary>
    void Release(ActorBase actor);
}
