namespace Akka.Actor;

/// <summary>Makes an extension of an actor system.</summary>
public interface IExtensionId
{
    /// <summary>The type of the extension.</summary>
    Type ExtensionType { get; }

    /// <summary>The extension of a system, made at first use.</summary>
    object Apply(ActorSystem system);

    /// <summary>The extension of a system, made at first use.</summary>
    object Get(ActorSystem system);

    /// <summary>Makes the extension; called once a system.</summary>
    object CreateExtension(ExtendedActorSystem system);
}
