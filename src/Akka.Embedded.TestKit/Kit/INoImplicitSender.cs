namespace Akka.TestKit;

/// <summary>A test class whose tells have no sender unless given.</summary>
public interface INoImplicitSender;
