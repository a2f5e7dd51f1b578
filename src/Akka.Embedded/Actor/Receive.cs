namespace Akka.Actor;

/// <summary>A behaviour: false when it does not know the message.</summary>
public delegate bool Receive(object message);
