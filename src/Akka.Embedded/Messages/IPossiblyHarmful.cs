namespace Akka.Actor;

/// <summary>A message that can end an actor; not to be sent by strangers.</summary>
public interface IPossiblyHarmful;
