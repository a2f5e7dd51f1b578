using Akka.Actor;

namespace Akka.Persistence;

/// <summary>
/// The user's stash of a persistent actor: what it gives back goes through the engine's own stash.
/// </summary>
/// <remarks>
/// Commands come back one at a time from there, so a persist by one of them still holds back the next.
/// </remarks>
internal sealed class PersistentStash(IStash user, IStash @internal) : IStash
{
    public int Count => user.Count;

    public bool IsEmpty => user.IsEmpty;

    public bool NonEmpty => user.NonEmpty;

    public bool IsFull => user.IsFull;

    public int Capacity => user.Capacity;

    public void Stash() => user.Stash();

    public void Unstash() => user.Unstash();

    public void UnstashAll() => @internal.Prepend(user.ClearStash());

    public void UnstashAll(Func<Envelope, bool> predicate) => user.UnstashAll(predicate);

    public IEnumerable<Envelope> ClearStash() => user.ClearStash();

    public void Prepend(IEnumerable<Envelope> envelopes) => user.Prepend(envelopes);
}
