namespace Akka.Actor;

/// <summary>A message was null.</summary>
public sealed class InvalidMessageException : AkkaException
{
    /// <summary>Says what is wrong.</summary>
    public InvalidMessageException(string message)
        : base(message)
    {
    }
}
