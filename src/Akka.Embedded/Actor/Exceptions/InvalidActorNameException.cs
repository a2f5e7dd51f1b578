namespace Akka.Actor;

/// <summary>The name of an actor is taken, or is not allowed.</summary>
public sealed class InvalidActorNameException : AkkaException
{
    /// <summary>Says what is wrong.</summary>
    public InvalidActorNameException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
