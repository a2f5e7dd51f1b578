namespace Akka.Actor;

/// <summary>Makes an extension of an actor system.</summary>
public abstract class ExtensionIdProvider<T> : IExtensionId
    where T : IExtension
{
    /// <inheritdoc/>
    public Type ExtensionType => typeof(T);

    /// <summary>The extension of a system, made at first use.</summary>
    public T Apply(ActorSystem system) => (T)system.RegisterExtension(this);

    /// <summary>The extension of a system, made at first use.</summary>
    public T Get(ActorSystem system) => Apply(system);

    /// <summary>Makes the extension; called once a system.</summary>
    public abstract T CreateExtension(ExtendedActorSystem system);

    object IExtensionId.Apply(ActorSystem system) => Apply(system);

    object IExtensionId.Get(ActorSystem system) => Get(system);

    object IExtensionId.CreateExtension(ExtendedActorSystem system) => CreateExtension(system)!;
}
