namespace Akka.Actor;

/// <summary>An actor that was watched is gone.</summary>
public sealed class Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded
{
    /// <summary>The actor that is gone.</summary>
    public IActorRef ActorRef => actorRef;

    /// <summary>False when it was already gone, or never there, when the watch began.</summary>
    public bool ExistenceConfirmed => existenceConfirmed;

    /// <summary>True when the whole system of the actor is gone; never in one process.</summary>
    public bool AddressTerminated => addressTerminated;

    /// <inheritdoc/>
    public override string ToString() =>
        $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}
