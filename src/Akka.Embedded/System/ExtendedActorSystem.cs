namespace Akka.Actor;

/// <summary>What serializers and extensions may use of an actor system.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    private protected ExtendedActorSystem()
    {
    }

    /// <summary>The parent of the actors that the application starts.</summary>
    public abstract IActorRef Guardian { get; }

    /// <summary>The parent of the actors that extensions start.</summary>
    public abstract IActorRef SystemGuardian { get; }

    /// <summary>Starts an actor under <c>/system</c>; it outlives those under <c>/user</c>.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);

    /// <summary>Starts an actor under <c>/system</c>; it outlives those under <c>/user</c>.</summary>
    public abstract IActorRef SystemActorOf<TActor>(string? name = null)
        where TActor : ActorBase, new();
}
