namespace Akka.Actor;

/// <summary>The base of the exceptions that the engine throws.</summary>
public abstract class AkkaException : Exception
{
    /// <summary>What happened, and what caused it.</summary>
    protected AkkaException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
