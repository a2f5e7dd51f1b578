namespace Akka.Actor;

/// <summary>The path of the root of a system.</summary>
public sealed class RootActorPath(Address address, string name = "") : ActorPath(address, name, 0)
{
    /// <inheritdoc/>
    public override ActorPath Parent => this;

    /// <inheritdoc/>
    public override ActorPath Root => this;

    /// <inheritdoc/>
    public override int Depth => 0;
}
