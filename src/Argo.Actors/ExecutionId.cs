
namespace Argo.Actors;

/// <summary>The id of one execution; the same in actor paths, the journal, the vault and the store.</summary>
public readonly record struct ExecutionId
{
    private const int LongestLength = 100;

    /// <summary>Takes an id that a host gave.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or has a character that a file name may not
    /// have.</exception>
    public ExecutionId(string value)
    {
        if (WhyNot(value) is { } reason)
            throw new ArgumentException(reason, nameof(value));
        Value = value;
    }

    /// <summary>The id as text.</summary>
    public string Value { get; }

    /// <summary>Makes a new id, ordered by time.</summary>
    public static ExecutionId New() => new($"exec-{Guid.CreateVersion7():N}");

    /// <summary>Why a text cannot be an execution's id; null when it can.</summary>
    public static string? WhyNot(string? value) => value switch
    {
        null or "" => "execution_id: must not be empty",
        { Length: > LongestLength } => $"execution_id: must have at most {LongestLength} characters",
        _ when !value.All(IsAllowed) || !char.IsAsciiLetterOrDigit(value[0]) =>
            "execution_id: must begin with a letter or digit and hold only letters, digits, '-' and '_'",
        _ => null,
    };

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
