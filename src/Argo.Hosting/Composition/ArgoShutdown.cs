using Akka;
using Akka.Actor;
using Argo.Actors.Supervision;

namespace Argo.Hosting.Composition;

/// <summary>Ends an actor system only when Argo's executions have ended or are undone.</summary>
internal static class ArgoShutdown
{
    /// <summary>Before anything that an execution needs is taken away.</summary>
    public const string Phase = CoordinatedShutdown.PhaseServiceRequestsDone;

    public static void Register(ActorSystem system, IActorRef supervisor, ArgoOptions options) =>
        CoordinatedShutdown.Get(system).AddTask(Phase, "argo-drain", async () =>
        {
            await DrainAsync(supervisor, options.StopTimeout).ConfigureAwait(false);
            return Done.Instance;
        });

    /// <summary>Whether all ended in time; those that did not are recovered by the next start.</summary>
    public static async Task<bool> DrainAsync(IActorRef supervisor, TimeSpan timeout)
    {
        var drained = supervisor.Ask<ExecutionProtocol.Drained>(
            new ExecutionProtocol.Drain("shutdown"), timeout);
        // a supervisor that has stopped runs nothing, and answers nothing either
        await Task.WhenAny(drained, supervisor.WatchAsync()).ConfigureAwait(false);
        return !drained.IsFaulted;
    }
}
