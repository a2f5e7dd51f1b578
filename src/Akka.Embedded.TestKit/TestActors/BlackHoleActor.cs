using Akka.Actor;

namespace Akka.TestKit.TestActors;

/// <summary>Takes every message and does nothing.</summary>
public class BlackHoleActor : ActorBase
{
    /// <summary>The recipe of a black hole.</summary>
    public static Props Props => Actor.Props.Create(() => new BlackHoleActor());

    /// <inheritdoc/>
    protected override bool Receive(object message) => true;
}
