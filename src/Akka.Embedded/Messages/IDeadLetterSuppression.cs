namespace Akka.Actor;

/// <summary>A message that is unremarkable when nobody is there to take it.</summary>
public interface IDeadLetterSuppression;
