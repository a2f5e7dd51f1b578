namespace Akka.Actor.Internal;

/// <summary>
/// What the engine tells a cell; handled before any user message, also while the mailbox is suspended.
/// </summary>
internal abstract class SystemMessage
{
    /// <summary>The link of the mailbox's list: an instance is sent once.</summary>
    internal SystemMessage? Next;

    /// <summary>Makes the actor instance and starts it.</summary>
    internal sealed class Create : SystemMessage;

    /// <summary>Replaces a failed instance.</summary>
    internal sealed class Recreate(Exception cause) : SystemMessage
    {
        internal Exception Cause => cause;
    }

    /// <summary>Stops taking user messages, here and below.</summary>
    internal sealed class Suspend : SystemMessage;

    /// <summary>
    /// Undoes one <see cref="Suspend"/>; the cause is set when it answers this cell's own failure.
    /// </summary>
    internal sealed class Resume(Exception? causedByFailure) : SystemMessage
    {
        internal Exception? CausedByFailure => causedByFailure;
    }

    /// <summary>Stops the actor, its children first.</summary>
    internal sealed class Terminate : SystemMessage;

    /// <summary>A child has failed and waits, suspended, for a directive.</summary>
    internal sealed class Failed(IActorRef child, Exception cause) : SystemMessage
    {
        internal IActorRef Child => child;

        internal Exception Cause => cause;
    }

    /// <summary>Registers a watcher.</summary>
    internal sealed class Watch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
    {
        internal IInternalActorRef Watchee => watchee;

        internal IInternalActorRef Watcher => watcher;
    }

    /// <summary>Removes a watcher.</summary>
    internal sealed class Unwatch(IInternalActorRef watcher) : SystemMessage
    {
        internal IInternalActorRef Watcher => watcher;
    }

    /// <summary>Tells a parent or a watcher that an actor is gone.</summary>
    internal sealed class DeathWatchNotification(IActorRef actor, bool existenceConfirmed) : SystemMessage
    {
        internal IActorRef Actor => actor;

        internal bool ExistenceConfirmed => existenceConfirmed;
    }

    /// <summary>Runs a task, usually a continuation after an await, as the actor.</summary>
    internal sealed class RunTask(Task task) : SystemMessage
    {
        internal Task Task => task;
    }

    /// <summary>Marks the list of a mailbox that takes no more.</summary>
    internal sealed class Closed : SystemMessage
    {
        internal static readonly Closed Instance = new();
    }
}
