using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>A way to the actors at a path, looked up anew for every message.</summary>
/// <remarks><c>..</c> is the parent and <c>*</c> all children; other patterns are not understood.</remarks>
public class ActorSelection : ICanTell
{
    private readonly string[] _elements;

    /// <summary>
    /// From an actor along a path; an absolute path begins at the root of the actor's system.
    /// </summary>
    public ActorSelection(IActorRef anchor, string path)
        : this(
            path.StartsWith('/') ? anchor.AsInternal().System?.RootRef ?? anchor : anchor,
            path.Split('/', StringSplitOptions.RemoveEmptyEntries))
    {
    }

    /// <summary>From an actor along the elements of a path.</summary>
    public ActorSelection(IActorRef anchor, IEnumerable<string> elements)
    {
        Anchor = anchor;
        _elements = [.. elements];
    }

    /// <summary>Where the path begins.</summary>
    public IActorRef Anchor { get; }

    /// <summary>The path from there.</summary>
    public string PathString => "/" + string.Join('/', _elements);

    /// <summary>Sends a message to every actor at the path; to dead letters when there is none.</summary>
    public void Tell(object message, IActorRef? sender = null)
    {
        sender ??= ActorCell.Current?.Self;
        var targets = Resolve(Anchor.AsInternal(), 0).ToArray();
        foreach (var target in targets)
            target.Tell(message, sender);
        if (targets.Length == 0)
            TellNobody(message, sender);
    }

    /// <summary>The reference of the one actor at the path.</summary>
    /// <exception cref="ActorNotFoundException">There is none, or it did not answer in time.</exception>
    public Task<IActorRef> ResolveOne(TimeSpan timeout) => ResolveOne(timeout, CancellationToken.None);

    /// <summary>The reference of the one actor at the path.</summary>
    /// <exception cref="ActorNotFoundException">There is none, or it did not answer in time.</exception>
    public async Task<IActorRef> ResolveOne(TimeSpan timeout, CancellationToken ct)
    {
        ActorIdentity identity;
        try
        {
            identity = await this.Ask<ActorIdentity>(new Identify(null), timeout, ct).ConfigureAwait(false);
        }
        catch (AskTimeoutException late)
        {
            throw new ActorNotFoundException($"No actor at {this} answered within {timeout}.", late);
        }

        return identity.Subject ?? throw new ActorNotFoundException($"There is no actor at {this}.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"ActorSelection[Anchor({Anchor.Path}), Path({PathString})]";

    private IEnumerable<IActorRef> Resolve(IInternalActorRef from, int index)
    {
        if (index == _elements.Length)
            return [from];
        if (from is not LocalActorRef { Cell: var cell })
            return [];
        return _elements[index] switch
        {
            ".." => Resolve(cell.Parent, index + 1),
            "*" => cell.Children.All().SelectMany(child => Resolve(child.Child, index + 1)),
            var name => cell.Children.Find(name) is { } child ? Resolve(child.Child, index + 1) : [],
        };
    }

    private void TellNobody(object message, IActorRef? sender)
    {
        if (Anchor.AsInternal().System is { } system)
            system.DeadLetterMailbox.Publish(message, sender, new EmptyLocalActorRef(system, PathOf(system)));
    }

    private ActorPath PathOf(ActorSystemImpl system) =>
        _elements.Aggregate(
            Anchor == system.RootRef ? system.Root : Anchor.Path,
            (path, name) => path / name);
}
