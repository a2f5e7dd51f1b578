namespace Akka.Actor;

/// <summary>A message that does not start the receive timeout again.</summary>
public interface INotInfluenceReceiveTimeout;
