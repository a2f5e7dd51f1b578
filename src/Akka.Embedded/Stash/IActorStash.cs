namespace Akka.Actor;

/// <summary>An actor with a stash: the engine sets <see cref="Stash"/> right after the constructor.</summary>
public interface IActorStash
{
    /// <summary>The actor's stash; it survives a restart by going back to the mailbox.</summary>
    IStash Stash { get; set; }
}
