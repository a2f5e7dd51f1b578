using System.Buffers;

namespace Akka.Actor;

/// <summary>
/// The place of an actor in the tree of its system, such as <c>akka://argo/user/argo/execution-1</c>.
/// </summary>
public abstract class ActorPath : IEquatable<ActorPath>
{
    private const string AlsoAllowed = "\"-_.*$+:@&=,!~';()";
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + AlsoAllowed);

    private protected ActorPath(Address address, string name, long uid)
    {
        Address = address;
        Name = name;
        Uid = uid;
    }

    /// <summary>The system that the actor lives in.</summary>
    public Address Address { get; }

    /// <summary>The last element: the actor's own name.</summary>
    public string Name { get; }

    /// <summary>
    /// Tells two actors apart that had the same path one after the other; 0 when it is not known.
    /// </summary>
    public long Uid { get; }

    /// <summary>The path of the parent; a root is its own parent.</summary>
    public abstract ActorPath Parent { get; }

    /// <summary>The root of the tree.</summary>
    public abstract ActorPath Root { get; }

    /// <summary>How many elements the path has; a root has none.</summary>
    public abstract int Depth { get; }

    /// <summary>The names from the root down.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new string[Depth];
            var path = this;
            for (var i = elements.Length - 1; i >= 0; i--, path = path.Parent)
                elements[i] = path.Name;
            return elements;
        }
    }

    /// <summary>True when <paramref name="s"/> may be the name of an actor.</summary>
    public static bool IsValidPathElement(string s) =>
        !string.IsNullOrEmpty(s) && s[0] != '$' && HasValidChars(s);

    /// <summary>Reads <c>akka://system/user/name</c>.</summary>
    /// <exception cref="UriFormatException">It is not such a path.</exception>
    public static ActorPath Parse(string path) =>
        TryParse(path, out var parsed)
            ? parsed
            : throw new UriFormatException(
                $"Cannot read '{path}' as an actor path like 'akka://system/user/name'.");

    /// <summary>Reads <c>akka://system/user/name</c>; false when it is not such a path.</summary>
    public static bool TryParse(
        string path,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ActorPath? actorPath)
    {
        actorPath = null;
        const string Scheme = "akka://";
        if (path is null || !path.StartsWith(Scheme, StringComparison.Ordinal))
            return false;
        var parts = path[Scheme.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return false;
        actorPath = new RootActorPath(new Address("akka", parts[0]));
        foreach (var part in parts.Skip(1))
        {
            var hash = part.IndexOf('#', StringComparison.Ordinal);
            var uid = hash > 0 && long.TryParse(part.AsSpan(hash + 1), out var number) ? number : 0;
            actorPath = new ChildActorPath(actorPath, hash > 0 ? part[..hash] : part, uid);
        }

        return true;
    }

    /// <summary>The path of a child.</summary>
    public static ActorPath operator /(ActorPath path, string name) => new ChildActorPath(path, name, 0);

    /// <summary>True when both are the same place, whichever actor is or was there.</summary>
    public static bool operator ==(ActorPath? left, ActorPath? right) => Equals(left, right);

    /// <summary>True when they are different places.</summary>
    public static bool operator !=(ActorPath? left, ActorPath? right) => !Equals(left, right);

    /// <summary>The path within its system, such as <c>/user/argo</c>.</summary>
    public string ToStringWithoutAddress() => "/" + string.Join('/', Elements);

    /// <summary>The whole path with the incarnation's number.</summary>
    public string ToSerializationFormat() => Uid == 0 ? ToString() : $"{this}#{Uid}";

    /// <inheritdoc/>
    public override string ToString() => Address + ToStringWithoutAddress();

    /// <inheritdoc/>
    public bool Equals(ActorPath? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Name == other.Name && Depth == other.Depth && Address == other.Address
            && (Depth == 0 || Parent.Equals(other.Parent)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Depth);

    internal static bool HasValidChars(ReadOnlySpan<char> name)
    {
        for (var at = name.IndexOfAnyExcept(Allowed); at >= 0; at = name.IndexOfAnyExcept(Allowed))
        {
            if (name[at] != '%' || at + 2 >= name.Length
                || !char.IsAsciiHexDigit(name[at + 1]) || !char.IsAsciiHexDigit(name[at + 2]))
                return false;
            name = name[(at + 3)..];
        }

        return true;
    }
}
