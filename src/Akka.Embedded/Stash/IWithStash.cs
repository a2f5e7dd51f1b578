namespace Akka.Actor;

/// <summary>An actor with a stash without a bound.</summary>
public interface IWithStash : IWithUnrestrictedStash;
