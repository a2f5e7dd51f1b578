using System.Text.Json.Serialization;

namespace Argo.Artifacts.Actions;

/// <summary>One replacement within a text file.</summary>
public sealed record TextEdit
{
    /// <summary>The text to find, literally.</summary>
    public required string Find { get; init; }

    /// <summary>The text to put in its place.</summary>
    public required string Replace { get; init; }

    /// <summary>How often <see cref="Find"/> must occur; any other number fails the precondition.</summary>
    [JsonIgnore]
    public int Count { get; init; } = 1;

    /// <summary><see cref="Count"/> in JSON, where it may be missing.</summary>
    [JsonInclude, JsonPropertyName("count")]
    internal int? GivenCount
    {
        get => Count;
        init => Count = value ?? 1;
    }
}
