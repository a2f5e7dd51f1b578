namespace Akka.Actor.Internal;

/// <summary>A reference that stands for another one, such as a test probe for its actor.</summary>
internal interface IActorRefProxy : IActorRef
{
    IActorRef Target { get; }
}
