using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;

namespace Argo.Artifacts;

/// <summary>The members that an object of one type may and must have.</summary>
internal sealed class ShapeMembers
{
    private static readonly ConcurrentDictionary<Type, ShapeMembers> Known = new();

    private readonly Dictionary<string, JsonPropertyInfo> _byName = new(StringComparer.Ordinal);

    private ShapeMembers(JsonTypeInfo type)
    {
        // an ignored one has none
        foreach (var property in type.Properties.Where(property => property.Get is not null))
            _byName.Add(property.Name, property);
        Required =
            [.. _byName.Values.Where(property => property.IsRequired).Select(property => property.Name)];
    }

    public IReadOnlyList<string> Required { get; }

    public IEnumerable<string> Names => _byName.Keys;

    public static ShapeMembers Of(JsonTypeInfo type) =>
        Known.GetOrAdd(type.Type, _ => new ShapeMembers(type));

    public JsonPropertyInfo? Find(string name) => _byName.GetValueOrDefault(name);
}
