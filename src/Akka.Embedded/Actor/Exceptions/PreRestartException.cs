namespace Akka.Actor;

/// <summary><c>PreRestart</c> of an actor threw; the restart went on.</summary>
public sealed class PreRestartException : ActorInitializationException
{
    internal PreRestartException(
        IActorRef actor,
        Exception restartException,
        Exception cause,
        object? optionalMessage)
        : base(
            actor,
            $"Exception in PreRestart({cause.GetType()}, {optionalMessage?.GetType().ToString() ?? "None"})",
            restartException)
    {
        Cause = cause;
        OptionalMessage = optionalMessage;
    }

    /// <summary>Why the actor was restarted.</summary>
    public Exception Cause { get; }

    /// <summary>The message that was being handled, if any.</summary>
    public object? OptionalMessage { get; }
}
