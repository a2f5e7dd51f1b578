namespace Akka.Actor;

/// <summary>Something was done that the actor's state does not allow.</summary>
public sealed class IllegalActorStateException : AkkaException
{
    /// <summary>Says what is wrong.</summary>
    public IllegalActorStateException(string message)
        : base(message)
    {
    }
}
