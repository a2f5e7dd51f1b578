namespace Akka.Actor.Setup;

/// <summary>One part of an actor system's configuration, made in code.</summary>
public abstract class Setup;
