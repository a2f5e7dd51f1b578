using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;

namespace Argo.Artifacts.Json;

/// <summary>The members that an object of one type may and must have.</summary>
internal sealed class StrictJsonMembers
{
    private static readonly ConcurrentDictionary<Type, StrictJsonMembers> Known = new();

    private readonly Dictionary<string, JsonPropertyInfo> _byName = new(StringComparer.Ordinal);

    private StrictJsonMembers(JsonTypeInfo type)
    {
        // an ignored one has none
        foreach (var property in type.Properties.Where(property => property.Get is not null))
            _byName.Add(property.Name, property);
        Required =
            [.. _byName.Values.Where(property => property.IsRequired).Select(property => property.Name)];
    }

    public IReadOnlyList<string> Required { get; }

    public IEnumerable<string> Names => _byName.Keys;

    public static StrictJsonMembers Of(JsonTypeInfo type) =>
        Known.GetOrAdd(type.Type, _ => new StrictJsonMembers(type));

    public JsonPropertyInfo? Find(string name) => _byName.GetValueOrDefault(name);
}
