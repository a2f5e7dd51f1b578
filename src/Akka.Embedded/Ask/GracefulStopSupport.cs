using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Stopping an actor and waiting for its end.</summary>
public static class GracefulStopSupport
{
    /// <summary>Sends <see cref="PoisonPill"/>; false when the actor was not gone in time.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) =>
        GracefulStop(target, timeout, PoisonPill.Instance);

    /// <summary>Sends a message that stops the actor; false when it was not gone in time.</summary>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        var promise = new TerminationPromise(target.AsInternal());
        target.Tell(stopMessage, ActorRefs.NoSender);
        var timer = new Timer(_ => promise.GiveUp(), null, timeout, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
            return await promise.Task.ConfigureAwait(false);
    }
}
