using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Persistence;

/// <summary>Makes the persistence extension of a system.</summary>
public class Persistence : ExtensionIdProvider<PersistenceExtension>
{
    /// <summary>The only instance that is needed.</summary>
    public static Persistence Instance { get; } = new();

    /// <inheritdoc/>
    public override PersistenceExtension CreateExtension(ExtendedActorSystem system) =>
        new((ActorSystemImpl)system);
}
