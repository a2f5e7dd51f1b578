using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Security;

/// <summary>
/// Edits whose <c>find</c> or <c>replace</c> may be secret; each is known by <c>edits[0].find</c>.
/// </summary>
internal static class SecretEdits
{
    private static readonly string[] Members = ["find", "replace"];

    /// <summary>
    /// The parameters with the edits in them, and which of their texts are secret; null when they are no
    /// edits.
    /// </summary>
    public static StepParameters? Read(StepParameters parameters, JsonElement json)
    {
        var secrets = parameters.Secrets.ToBuilder();
        var plain = json;
        if (json.ValueKind is JsonValueKind.Array && Find(json).Any())
        {
            var copy = JsonNode.Parse(json.GetRawText())!.AsArray();
            foreach (var (index, member, secret) in Find(json))
            {
                secrets[NameOf(index, member)] = secret.Sha256;
                copy[index]![member] = secret.Value ?? "";
            }

            plain = JsonSerializer.SerializeToElement(copy);
        }

        return StrictJsonValidator.Read<ImmutableArray<TextEdit>>(plain) is { } edits
            ? parameters with { Edits = edits, Secrets = secrets.ToImmutable() }
            : null;
    }

    public static void Write(Utf8JsonWriter writer, StepParameters parameters)
    {
        writer.WriteStartArray();
        foreach (var (index, edit) in parameters.Edits.Index())
        {
            writer.WriteStartObject();
            Text(writer, parameters, index, "find", edit.Find);
            Text(writer, parameters, index, "replace", edit.Replace);
            writer.WriteNumber("count", edit.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The edits without the texts that are secret.</summary>
    public static ImmutableArray<TextEdit> Withhold(StepParameters parameters) =>
    [
        .. parameters.Edits.Select((edit, index) => edit with
        {
            Find = parameters.Secrets.ContainsKey(NameOf(index, "find")) ? "" : edit.Find,
            Replace = parameters.Secrets.ContainsKey(NameOf(index, "replace")) ? "" : edit.Replace,
        }),
    ];

    public static string NameOf(int index, string member) => $"edits[{index}].{member}";

    private static IEnumerable<(int Index, string Member, SecretText Secret)> Find(JsonElement edits) =>
        from edit in edits.EnumerateArray().Index()
        where edit.Item.ValueKind is JsonValueKind.Object
        from member in Members
        let secret = edit.Item.TryGetProperty(member, out var value) ? SecretText.Of(value) : null
        where secret is not null
        select (edit.Index, member, secret.Value);

    private static void Text(
        Utf8JsonWriter writer, StepParameters parameters, int index, string member, string text)
    {
        writer.WritePropertyName(member);
        if (parameters.Secrets.TryGetValue(NameOf(index, member), out var digest))
            new SecretText(text.Length > 0 ? text : null, digest).Write(writer);
        else
            writer.WriteStringValue(text);
    }
}
