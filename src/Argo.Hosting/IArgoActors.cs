using Akka.Actor;

namespace Argo.Hosting;

/// <summary>
/// The actor system that a started host runs, for hosts that speak the actors' own protocol.
/// </summary>
/// <remarks>The messages are those of <see cref="Argo.Actors.Supervision.ExecutionProtocol"/>.</remarks>
public interface IArgoActors
{
    /// <summary>The system; <c>ExecutionProgress</c> is on its event stream.</summary>
    /// <exception cref="ArgoException">The host is not started.</exception>
    ActorSystem System { get; }

    /// <summary>The supervisor at <c>/user/argo</c>.</summary>
    /// <exception cref="ArgoException">The host is not started.</exception>
    IActorRef Supervisor { get; }
}
