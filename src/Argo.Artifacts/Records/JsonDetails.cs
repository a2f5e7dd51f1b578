using System.Text.Json;
using System.Text.Json.Nodes;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Records;

/// <summary>The free JSON that events and side effects carry along.</summary>
public static class JsonDetails
{
    /// <summary>
    /// An object of named values, such as <c>JsonDetails.Of(("bytes", 5), ("kind", "file"))</c>.
    /// </summary>
    public static JsonElement Of(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var details = new JsonObject();
        foreach (var (name, value) in members)
            details.Add(name, value?.DeepClone());
        return JsonElement.Parse(details.ToJsonString());
    }

    /// <summary>
    /// A copy that no one else holds, in canonical form: what is kept is exactly what is hashed.
    /// </summary>
    /// <exception cref="ArgumentException">It is no JSON value, or holds text that is not
    /// Unicode.</exception>
    public static JsonElement? Copy(JsonElement? details) => Copy(details, new CanonicalWriter());

    internal static JsonElement? Copy(JsonElement? details, CanonicalWriter writer)
    {
        if (details is not { ValueKind: not JsonValueKind.Null } json)
            return null;
        writer.Clear();
        CanonicalJson.Write(writer, json);
        return JsonElement.Parse(writer.Written);
    }
}
