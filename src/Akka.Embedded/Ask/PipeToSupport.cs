namespace Akka.Actor;

/// <summary>Sending the result of a task to an actor.</summary>
/// <remarks>
/// A task that faults or is cancelled arrives as <see cref="Status.Failure"/>, unless <c>failure</c> turns it
/// into something
/// else; so does a result that cannot be sent. The returned task ends when the message was sent, and faults
/// only when <c>failure</c> does.
/// </remarks>
public static class PipeToSupport
{
    /// <summary>Sends the result to an actor.</summary>
    public static Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, sender, success, failure);

    /// <summary>Sends the result to an actor.</summary>
    public static Task PipeTo<T>(
        this Task<T> taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, sender, success, failure);

    /// <summary>Sends the result to an actor.</summary>
    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe.AsTask(), recipient, sender, success, failure);

    /// <summary>Sends the result to an actor.</summary>
    public static Task PipeTo<T>(
        this ValueTask<T> taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<T, object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe.AsTask(), recipient, sender, success, failure);

    /// <summary>
    /// Sends what <paramref name="success"/> makes, or nothing, when the task ends; a failure always.
    /// </summary>
    public static Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, sender, success, failure);

    /// <summary>
    /// Sends what <paramref name="success"/> makes, or nothing, when the task ends; a failure always.
    /// </summary>
    public static Task PipeTo(
        this Task taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, sender, success, failure);

    /// <summary>
    /// Sends what <paramref name="success"/> makes, or nothing, when the task ends; a failure always.
    /// </summary>
    public static Task PipeTo(
        this ValueTask taskToPipe,
        ICanTell recipient,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe.AsTask(), recipient, sender, success, failure);

    /// <summary>
    /// Sends what <paramref name="success"/> makes, or nothing, when the task ends; a failure always.
    /// </summary>
    public static Task PipeTo(
        this ValueTask taskToPipe,
        ICanTell recipient,
        bool useConfigureAwait,
        IActorRef? sender = null,
        Func<object>? success = null,
        Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe.AsTask(), recipient, sender, success, failure);

    private static async Task Pipe<T>(
        Task<T> task,
        ICanTell recipient,
        IActorRef? sender,
        Func<T, object>? success,
        Func<Exception, object>? failure)
    {
        try
        {
            var result = await task.ConfigureAwait(false);
            recipient.Tell(success is null ? result! : success(result), sender);
        }
        catch (Exception cause)
        {
            recipient.Tell(failure is null ? new Status.Failure(cause) : failure(cause), sender);
        }
    }

    private static async Task Pipe(
        Task task,
        ICanTell recipient,
        IActorRef? sender,
        Func<object>? success,
        Func<Exception, object>? failure)
    {
        try
        {
            await task.ConfigureAwait(false);
            if (success is not null)
                recipient.Tell(success(), sender);
        }
        catch (Exception cause)
        {
            recipient.Tell(failure is null ? new Status.Failure(cause) : failure(cause), sender);
        }
    }
}
