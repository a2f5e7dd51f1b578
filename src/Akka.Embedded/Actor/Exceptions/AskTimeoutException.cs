namespace Akka.Actor;

/// <summary>No answer came in time.</summary>
public sealed class AskTimeoutException : AkkaException
{
    /// <summary>Says what is wrong.</summary>
    public AskTimeoutException(string message)
        : base(message)
    {
    }
}
