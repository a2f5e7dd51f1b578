namespace Akka.Actor;

/// <summary>Makes and finds actors.</summary>
public interface IActorRefFactory
{
    /// <summary>Starts an actor; without a name it gets one that begins with a dollar sign.</summary>
    /// <exception cref="InvalidActorNameException">The name is taken or not allowed.</exception>
    /// <exception cref="Akka.Configuration.ConfigurationException">The dispatcher that it asks for is not
    /// configured.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>A way to actors by their path.</summary>
    ActorSelection ActorSelection(ActorPath actorPath);

    /// <summary>
    /// A way to actors by their path, absolute or relative to this actor; <c>*</c> stands for all children.
    /// </summary>
    ActorSelection ActorSelection(string actorPath);
}
