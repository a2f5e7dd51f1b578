namespace Akka.Actor;

/// <summary>The context of an untyped actor.</summary>
public interface IUntypedActorContext : IActorContext
{
    /// <summary>Replaces the behaviour.</summary>
    void Become(UntypedReceive receive);

    /// <summary>Puts a behaviour on top of the stack.</summary>
    void BecomeStacked(UntypedReceive receive);
}
