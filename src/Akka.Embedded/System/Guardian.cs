namespace Akka.Actor.Internal;

/// <summary>
/// The actor behind <c>/user</c> and <c>/system</c>: the parent of what is started from outside.
/// </summary>
internal sealed class Guardian : ActorBase
{
    protected override bool Receive(object message)
    {
        Context.System.DeadLetters.Tell(message, Sender);
        return true;
    }

    protected override void PreRestart(Exception reason, object? message)
    {
        // A guardian never restarts: the root stops it. Its children live on until then.
    }
}
