using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Waiting for the end of an actor.</summary>
public static class WatchAsyncSupport
{
    /// <summary>True when the actor is gone; false when the token was cancelled before.</summary>
    public static async Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        var promise = new TerminationPromise(target.AsInternal());
        var registration = token.UnsafeRegister(static p => ((TerminationPromise)p!).GiveUp(), promise);
        await using (registration.ConfigureAwait(false))
            return await promise.Task.ConfigureAwait(false);
    }
}
