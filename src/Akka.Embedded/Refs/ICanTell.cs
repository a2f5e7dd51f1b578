namespace Akka.Actor;

/// <summary>Something that takes messages.</summary>
public interface ICanTell
{
    /// <summary>
    /// Sends a message and goes on; <paramref name="sender"/> is whom the receiver may answer.
    /// </summary>
    void Tell(object message, IActorRef? sender);
}
