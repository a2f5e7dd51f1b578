namespace Akka.Actor;

/// <summary>Chooses a directive for an exception.</summary>
public interface IDecider
{
    /// <summary>What to do about <paramref name="cause"/>.</summary>
    Directive Decide(Exception cause);
}
