namespace Akka.Actor;

/// <summary>Watching actors for their end.</summary>
public interface ICanWatch
{
    /// <summary>
    /// Sends <see cref="Terminated"/> when the subject is gone; a subject already watched is left as it is.
    /// </summary>
    IActorRef Watch(IActorRef subject);

    /// <summary>Sends a message of one's own when the subject is gone.</summary>
    IActorRef WatchWith(IActorRef subject, object message);

    /// <summary>Ends the watch; also a message about it that is queued already is not seen.</summary>
    IActorRef Unwatch(IActorRef subject);
}
