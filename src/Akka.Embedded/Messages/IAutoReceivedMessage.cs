namespace Akka.Actor;

/// <summary>A message that every actor understands before its own behaviour sees it.</summary>
public interface IAutoReceivedMessage;
