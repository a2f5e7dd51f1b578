namespace Akka.Actor;

/// <summary>Where an actor system is: protocol and name. This engine has no remote addresses.</summary>
/// <param name="Protocol">Always <c>akka</c> here.</param>
/// <param name="System">The name of the actor system.</param>
public sealed record Address(string Protocol, string System)
{
    /// <summary>An address of an unnamed system.</summary>
    public static readonly Address AllSystems = new("akka", "all-systems");

    /// <inheritdoc/>
    public override string ToString() => $"{Protocol}://{System}";
}
