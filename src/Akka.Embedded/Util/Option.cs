namespace Akka.Util;

/// <summary>A value that may be missing.</summary>
public readonly struct Option<T>(T value) : IEquatable<Option<T>>
{
    /// <summary>The missing value.</summary>
    public static readonly Option<T> None;

    private readonly T _value = value;

    /// <summary>True when there is a value.</summary>
    public bool HasValue { get; } = value is not null;

    /// <summary>True when there is none.</summary>
    public bool IsEmpty => !HasValue;

    /// <summary>The value; the type's default when there is none.</summary>
    public T Value => _value;

    /// <summary>A value in its option.</summary>
    public static implicit operator Option<T>(T value) => new(value);

    /// <summary>True when both hold the same, or nothing.</summary>
    public static bool operator ==(Option<T> left, Option<T> right) => left.Equals(right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(Option<T> left, Option<T> right) => !left.Equals(right);

    /// <summary>The value, or another one when there is none.</summary>
    public T GetOrElse(T fallbackValue) => HasValue ? _value : fallbackValue;

    /// <inheritdoc/>
    public bool Equals(Option<T> other) =>
        HasValue == other.HasValue && EqualityComparer<T>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Option<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HasValue ? _value!.GetHashCode() : 0;

    /// <inheritdoc/>
    public override string ToString() => HasValue ? $"Some<{_value}>" : "None";
}
