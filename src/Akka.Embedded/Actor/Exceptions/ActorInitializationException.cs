namespace Akka.Actor;

/// <summary>The constructor or <c>PreStart</c> of an actor failed.</summary>
public class ActorInitializationException : AkkaException
{
    /// <summary>Says what is wrong.</summary>
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    /// <summary>Names the actor and the cause.</summary>
    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>The actor that could not start.</summary>
    public IActorRef? Actor { get; }
}
