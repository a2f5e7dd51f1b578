using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>Makes the coordinated shutdown of a system.</summary>
public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    /// <summary>The only instance.</summary>
    public static CoordinatedShutdownExtension Instance { get; } = new();

    /// <inheritdoc/>
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system) =>
        new((ActorSystemImpl)system);
}
