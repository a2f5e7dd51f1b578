namespace Akka.Actor;

/// <summary>The path of any actor but the root.</summary>
public sealed class ChildActorPath(ActorPath parentPath, string name, long uid)
    : ActorPath(parentPath.Address, name, uid)
{
    /// <inheritdoc/>
    public override ActorPath Parent => parentPath;

    /// <inheritdoc/>
    public override ActorPath Root => parentPath.Root;

    /// <inheritdoc/>
    public override int Depth { get; } = parentPath.Depth + 1;
}
