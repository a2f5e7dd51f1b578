using System.Text.Json;
using System.Text.RegularExpressions;

namespace Argo.Artifacts.Tests.Schemas;

/// <summary>
/// The part of JSON Schema 2020-12 that Argo's schemas use; an unknown keyword is an error, never skipped.
/// </summary>
internal sealed class SchemaCheck(string schema)
{
    private static readonly HashSet<string> Notes =
        ["$schema", "$id", "$defs", "title", "description", "default", "format", "readOnly",
            "contentEncoding", "then", "else"];

    private readonly JsonElement _root = JsonElement.Parse(schema);

    /// <summary>What is wrong, by path; empty when the document conforms.</summary>
    public IReadOnlyList<string> Problems(string json) => [.. Check(_root, JsonElement.Parse(json), "$")];

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string at) =>
        schema.EnumerateObject().SelectMany(
            keyword => Keyword(schema, keyword.Name, keyword.Value, value, at));

    private IEnumerable<string> Keyword(
        JsonElement schema, string name, JsonElement rule, JsonElement value, string at) =>
        name switch
    {
        "$ref" => Check(Resolve(rule.GetString()!), value, at),
        "type" => Words(rule).Any(type => Is(value, type)) ? [] : [$"{at}: not {rule}"],
        "const" => JsonElement.DeepEquals(rule, value) ? [] : [$"{at}: not {rule}"],
        "enum" => rule.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value))
            ? []
            : [$"{at}: not in {rule}"],
        "pattern" => !Is(value, "string") || Regex.IsMatch(value.GetString()!, rule.GetString()!)
            ? []
            : [$"{at}: not {rule}"],
        "minLength" => !Is(value, "string") || value.GetString()!.Length >= rule.GetInt32()
            ? []
            : [$"{at}: too short"],
        "maxLength" => !Is(value, "string") || value.GetString()!.Length <= rule.GetInt32()
            ? []
            : [$"{at}: too long"],
        "minimum" => !Is(value, "number") || value.GetDouble() >= rule.GetDouble()
            ? []
            : [$"{at}: too small"],
        "minItems" => !Is(value, "array") || value.GetArrayLength() >= rule.GetInt32()
            ? []
            : [$"{at}: too few"],
        "items" => Is(value, "array")
            ? value.EnumerateArray().SelectMany((item, index) => Check(rule, item, $"{at}[{index}]")) : [],
        "required" => Is(value, "object")

                ? Words(rule).Where(member => !value.TryGetProperty(member, out _)).Select(
                    member => $"{at}.{member}: missing")
                : [],
        "properties" => Members(value).Where(member => rule.TryGetProperty(member.Name, out _))
            .SelectMany(member => Check(rule.GetProperty(member.Name), member.Value, $"{at}.{member.Name}")),
        "additionalProperties" => Additional(schema, rule, value, at),
        "propertyNames" => Members(value)
            .SelectMany(
                member => Check(
                    rule, JsonElement.Parse(JsonSerializer.Serialize(member.Name)), $"{at}.{member.Name}")),
        "allOf" => rule.EnumerateArray().SelectMany(one => Check(one, value, at)),
        "anyOf" => rule.EnumerateArray().Any(one => Fits(one, value)) ? [] : [$"{at}: fits none"],
        "oneOf" => rule.EnumerateArray().Count(one => Fits(one, value)) == 1
            ? []
            : [$"{at}: does not fit just one"],
        "not" => Fits(rule, value) ? [$"{at}: fits what it must not"] : [],
        "if" => schema.TryGetProperty(Fits(rule, value) ? "then" : "else", out var next)
            ? Check(next, value, at)
            : [],
        _ => Notes.Contains(name) ? [] : throw new NotSupportedException(name),
    };

    private IEnumerable<string> Additional(JsonElement schema, JsonElement rule, JsonElement value, string at)
    {
        var others = Members(value).Where(
            member => !schema.TryGetProperty("properties", out var known)
                || !known.TryGetProperty(member.Name, out _));
        return rule.ValueKind is JsonValueKind.False
            ? others.Select(member => $"{at}.{member.Name}: not known")
            : others.SelectMany(member => Check(rule, member.Value, $"{at}.{member.Name}"));
    }

    private bool Fits(JsonElement schema, JsonElement value) => !Check(schema, value, "").Any();

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(_root, (at, part) => at.GetProperty(part));

    private static JsonElement.ObjectEnumerator Members(JsonElement value) =>
        Is(value, "object") ? value.EnumerateObject() : default;

    private static IEnumerable<string> Words(JsonElement rule) =>
        rule.ValueKind is JsonValueKind.Array
            ? rule.EnumerateArray().Select(one => one.GetString()!)
            : [rule.GetString()!];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind is JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind is JsonValueKind.String,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "array" => value.ValueKind is JsonValueKind.Array,
        "object" => value.ValueKind is JsonValueKind.Object,
        _ => throw new NotSupportedException(type),
    };
}
