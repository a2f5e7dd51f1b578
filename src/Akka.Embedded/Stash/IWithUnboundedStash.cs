namespace Akka.Actor;

/// <summary>An actor with a stash without a bound; the older name of <see cref="IWithStash"/>.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash;
