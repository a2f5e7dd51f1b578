namespace Akka.Actor.Internal;

/// <summary>What the engine needs of every reference.</summary>
internal interface IInternalActorRef : IActorRef
{
    /// <summary>The system it belongs to; null for those that belong to none.</summary>
    ActorSystemImpl? System { get; }

    void SendSystem(SystemMessage message);
}
