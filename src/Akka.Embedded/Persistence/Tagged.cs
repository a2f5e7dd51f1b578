using System.Collections.Immutable;

namespace Akka.Persistence.Journal;

/// <summary>An event with tags; the journal stores the tags beside it.</summary>
public readonly struct Tagged : IEquatable<Tagged>
{
    /// <summary>Tags an event.</summary>
    public Tagged(object payload, IEnumerable<string> tags)
        : this(payload, tags.ToImmutableHashSet())
    {
    }

    /// <summary>Tags an event.</summary>
    public Tagged(object payload, IImmutableSet<string> tags)
    {
        Payload = payload;
        Tags = tags;
    }

    /// <summary>The event.</summary>
    public object Payload { get; }

    /// <summary>Its tags.</summary>
    public IImmutableSet<string> Tags { get; }

    /// <summary>True when event and tags are equal.</summary>
    public static bool operator ==(Tagged left, Tagged right) => left.Equals(right);

    /// <summary>True when event or tags differ.</summary>
    public static bool operator !=(Tagged left, Tagged right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Tagged other) => Equals(Payload, other.Payload) && Tags.SetEquals(other.Tags);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Tagged other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Payload.GetHashCode();
}
