using System.Collections.Immutable;
using System.Text.Json;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Security;

namespace Argo.Artifacts.Actions;

/// <summary>One member of <see cref="StepParameters"/>: how it is read, and written when it is set.</summary>
/// <param name="Name">In JSON.</param>
/// <param name="Type">What its value is read as.</param>
/// <param name="Read">The parameters with the value in them; null when the value is of another type.</param>
/// <param name="Write">Writes name and value unless it has its default.</param>
/// <param name="IsSet">Whether it differs from its default.</param>
internal sealed record StepParameter(
    string Name,
    Type Type,
    Func<StepParameters, JsonElement, StepParameters?> Read,
    Action<Utf8JsonWriter, StepParameters> Write,
    Func<StepParameters, bool> IsSet)
{
    /// <summary>Every member, in the order in which they are written.</summary>
    public static readonly IReadOnlyList<StepParameter> All =
    [
        Hideable("content", p => p.Content, (p, value) => p with { Content = value }),
        Hideable("content_base64", p => p.ContentBase64, (p, value) => p with { ContentBase64 = value }),
        Text("content_from", p => p.ContentFrom, (p, value) => p with { ContentFrom = value }),
        Text("mode", p => p.Mode, (p, value) => p with { Mode = value }),
        Flag("create_parents", p => p.CreateParents, (p, value) => p with { CreateParents = value }),
        Kind(),
        Flag("recursive", p => p.Recursive, (p, value) => p with { Recursive = value }),
        Edits(),
        Hideable("append", p => p.Append, (p, value) => p with { Append = value }),
        Hideable("prepend", p => p.Prepend, (p, value) => p with { Prepend = value }),
        Text("destination", p => p.Destination, (p, value) => p with { Destination = value }),
        Flag("overwrite", p => p.Overwrite, (p, value) => p with { Overwrite = value }),
        Text("original", p => p.Original, (p, value) => p with { Original = value }),
        Text("path", p => p.Path, (p, value) => p with { Path = value }),
        Text("backup_suffix", p => p.BackupSuffix, (p, value) => p with { BackupSuffix = value }),
    ];

    private static readonly Dictionary<string, StepParameter> ByName =
        All.ToDictionary(parameter => parameter.Name);

    public static StepParameter? Find(string name) => ByName.GetValueOrDefault(name);

    private static StepParameter Text(
        string name, Func<StepParameters, string?> get, Func<StepParameters, string, StepParameters> set) =>
        new(
            name,
            typeof(string),
            (parameters, json) => json.ValueKind is JsonValueKind.String
                ? set(parameters, json.GetString()!)
                : null,
            (writer, parameters) => writer.WriteString(name, get(parameters)),
            parameters => get(parameters) is not null);

    /// <summary>A text that may be secret.</summary>
    private static StepParameter Hideable(
        string name, Func<StepParameters, string?> get, Func<StepParameters, string?, StepParameters> set)
    {
        var plain = Text(name, get, set);
        return plain with
        {
            Read = (parameters, json) => SecretText.Of(json) is { } secret
                ? set(parameters, secret.Value) with
                {
                    Secrets = parameters.Secrets.SetItem(name, secret.Sha256),
                }
                : plain.Read(parameters, json),
            Write = (writer, parameters) =>
            {
                writer.WritePropertyName(name);
                if (parameters.Secrets.TryGetValue(name, out var digest))
                    new SecretText(get(parameters), digest).Write(writer);
                else
                    writer.WriteStringValue(get(parameters));
            },
            IsSet = parameters => get(parameters) is not null || parameters.Secrets.ContainsKey(name),
        };
    }

    private static StepParameter Flag(
        string name, Func<StepParameters, bool> get, Func<StepParameters, bool, StepParameters> set) =>
        new(
            name,
            typeof(bool),
            (parameters, json) =>
                json.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? set(parameters, json.GetBoolean())
                    : null,
            (writer, parameters) => writer.WriteBoolean(name, get(parameters)),
            get);

    private static StepParameter Kind() =>
        new(
            "kind",
            typeof(EntryKind),
            (parameters, json) => StrictJsonValidator.Read<EntryKind>(json) is { } kind
                ? parameters with { Kind = kind }
                : null,
            (writer, parameters) =>
                writer.WriteString("kind", LowerSnakeEnumConverter<EntryKind>.WordOf(parameters.Kind!.Value)),
            parameters => parameters.Kind is not null);

    private static StepParameter Edits() =>
        new(
            "edits",
            typeof(ImmutableArray<TextEdit>),
            SecretEdits.Read,
            (writer, parameters) =>
            {
                writer.WritePropertyName("edits");
                SecretEdits.Write(writer, parameters);
            },
            parameters => !parameters.Edits.IsEmpty);
}
