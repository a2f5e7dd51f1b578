namespace Akka.Actor;

/// <summary>Shorter ways to make and find actors.</summary>
public static class ActorRefFactoryExtensions
{
    /// <summary>Starts an actor that needs no arguments.</summary>
    public static IActorRef ActorOf<TActor>(this IActorRefFactory factory, string? name = null)
        where TActor : ActorBase, new() => factory.ActorOf(Props.Create<TActor>(), name);

    /// <summary>A way to actors by a path from another one.</summary>
    public static ActorSelection ActorSelection(
        this IActorRefFactory factory,
        IActorRef anchorRef,
        string actorPath) => new(anchorRef, actorPath);
}
