using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Asking: a message with a task for its answer.</summary>
public static class Futures
{
    /// <summary>Asks for any answer, a <see cref="Status.Failure"/> included.</summary>
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    /// <summary>Asks for any answer, a <see cref="Status.Failure"/> included.</summary>
    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    /// <summary>Asks for any answer, a <see cref="Status.Failure"/> included.</summary>
    public static Task<object> Ask(
        this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    /// <summary>Asks for an answer of a type.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    /// <summary>Asks for an answer of a type.</summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <summary>Asks for an answer of a type.</summary>
    /// <remarks>
    /// Without a timeout the system's ask timeout counts. The task fails with
    /// <see cref="AskTimeoutException"/>, the cause
    /// of a <see cref="Status.Failure"/>, or <see cref="ArgumentException"/> for an answer of another type.
    /// </remarks>
    public static Task<T> Ask<T>(
        this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        Ask<T>(self, message, null, timeout, cancellationToken);

    /// <summary>Asks with a message that holds the reference to answer to.</summary>
    public static Task<T> Ask<T>(
        this ICanTell self,
        Func<IActorRef, object> messageFactory,
        TimeSpan? timeout,
        CancellationToken cancellationToken) =>
        Ask<T>(self, null, messageFactory, timeout, cancellationToken);

    private static Task<T> Ask<T>(
        ICanTell self,
        object? message,
        Func<IActorRef, object>? messageFactory,
        TimeSpan? timeout,
        CancellationToken cancellationToken)
    {
        var system = SystemOf(self);
        var asker = new AskActorRef<T>(system, timeout ?? system.Setup.AskTimeout, cancellationToken);
        self.Tell(messageFactory is null ? message! : messageFactory(asker), asker);
        return asker.Task;
    }

    private static ActorSystemImpl SystemOf(ICanTell receiver)
    {
        var system = receiver switch
        {
            ActorSelection selection => selection.Anchor.AsInternal().System,
            IActorRef actor => actor.AsInternal().System,
            _ => null,
        };
        return system ?? ActorCell.Current?.System
            ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(receiver));
    }
}
