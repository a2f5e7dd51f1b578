namespace Akka.Actor;

/// <summary>No actor is at the path that was asked for.</summary>
public sealed class ActorNotFoundException : AkkaException
{
    /// <summary>Says what is wrong.</summary>
    public ActorNotFoundException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
