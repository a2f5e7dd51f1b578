namespace Akka.Actor;

/// <summary>An actor watched another one and did not handle its <see cref="Terminated"/>.</summary>
public class DeathPactException : AkkaException
{
    /// <summary>Names the actor that is gone.</summary>
    public DeathPactException(IActorRef deadActor)
        : base($"Monitored actor {deadActor} terminated") => DeadActor = deadActor;

    /// <summary>The actor that is gone.</summary>
    public IActorRef DeadActor { get; }
}
