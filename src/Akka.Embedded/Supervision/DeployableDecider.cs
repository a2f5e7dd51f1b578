namespace Akka.Actor;

/// <summary>A decider that is a table: the first type that the exception is decides.</summary>
public sealed class DeployableDecider : IDecider
{
    internal DeployableDecider(Directive defaultDirective, IEnumerable<KeyValuePair<Type, Directive>> pairs)
    {
        DefaultDirective = defaultDirective;
        Pairs = [.. pairs];
    }

    /// <summary>What happens when no type fits.</summary>
    public Directive DefaultDirective { get; }

    /// <summary>The table, in order.</summary>
    public IReadOnlyList<KeyValuePair<Type, Directive>> Pairs { get; }

    /// <inheritdoc/>
    public Directive Decide(Exception cause)
    {
        foreach (var (type, directive) in Pairs)
        {
            if (type.IsInstanceOfType(cause))
                return directive;
        }

        return DefaultDirective;
    }
}
