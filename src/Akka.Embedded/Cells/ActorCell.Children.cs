namespace Akka.Actor.Internal;

internal sealed partial class ActorCell
{
    private readonly ChildTable _children = new();
    private long _lastName;

    internal ChildTable Children => _children;

    public IActorRef Child(string name) => _children.Find(name)?.Child ?? (IActorRef)ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => _children.All().Select(stats => stats.Child);

    public IActorRef ActorOf(Props props, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null)
            CheckName(name);
        var dispatcher = System.Dispatchers.Lookup(props.Dispatcher);
        var path = new ChildActorPath(Self.Path, name ?? NextName(), System.NextUid());
        var child = new LocalActorRef(System, props, path, Self, dispatcher);
        _children.Add(child, Self);
        child.SendSystem(new SystemMessage.Create());
        return child;
    }

    public ActorSelection ActorSelection(ActorPath actorPath) => System.ActorSelection(actorPath);

    public ActorSelection ActorSelection(string actorPath) =>
        actorPath.StartsWith('/') || actorPath.Contains("://", StringComparison.Ordinal)
            ? System.ActorSelection(actorPath)
            : new ActorSelection(Self, actorPath);

    public void Stop(IActorRef child)
    {
        var actor = child.AsInternal();
        _children.MarkStopping(actor);
        actor.StopActor();
    }

    private static void CheckName(string name)
    {
        if (name.Length == 0)
            throw new InvalidActorNameException("Actor name must not be empty.");
        if (!ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException(
                $"Illegal actor name [{name}]. Actor paths MUST: not start with `$`, include only ASCII "
                    + "letters and can "
                    + "only contain these special characters: -_.*$+:@&=,!~';(). Escape other text with "
                    + "Uri.EscapeDataString.");
        }
    }

    private string NextName()
    {
        const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";
        Span<char> name = stackalloc char[12];
        var length = 0;
        name[length++] = '$';
        var number = Interlocked.Increment(ref _lastName) - 1;
        do
        {
            name[length++] = Digits[(int)(number & 63)];
            number >>>= 6;
        }
        while (number > 0);
        return new string(name[..length]);
    }

    private void StopChildren()
    {
        foreach (var child in _children.All())
            Stop(child.Child);
    }

    private void HandleChildTerminated(IActorRef child)
    {
        var (reason, cause) = _children.Remove(child);
        switch (reason)
        {
            case ChildTable.Reason.Recreation:
                FinishRecreate(cause!);
                break;
            case ChildTable.Reason.Creation:
                FinishCreate();
                break;
            case ChildTable.Reason.Termination:
                FinishTerminate();
                break;
        }
    }
}
