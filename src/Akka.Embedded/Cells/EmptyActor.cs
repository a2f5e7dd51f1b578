namespace Akka.Actor.Internal;

/// <summary>Does nothing.</summary>
internal sealed class EmptyActor : UntypedActor
{
    protected override void OnReceive(object message)
    {
    }
}
