using Akka;
using Akka.Actor;
using Argo.Actors.Supervision;

namespace Argo.Hosting.Composition;

/// <summary>Ends an actor system only when Argo's executions have ended or are undone.</summary>
internal static class ArgoShutdown
{
    /// <summary>Before anything that an execution needs is taken away.</summary>
    public const string Phase = CoordinatedShutdown.PhaseServiceRequestsDone;

    public static void Register(ActorSystem system, IActorRef supervisor, ArgoRuntime runtime) =>
        CoordinatedShutdown.Get(system).AddTask(Phase, "argo-drain", async () =>
        {
            await runtime.DrainAsync(supervisor).ConfigureAwait(false);
            return Done.Instance;
        });
}
