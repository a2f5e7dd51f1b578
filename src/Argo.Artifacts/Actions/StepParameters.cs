using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Security;

namespace Argo.Artifacts.Actions;

/// <summary>
/// What a step needs beside its target. Members that an action does not know are refused when read.
/// </summary>
[JsonConverter(typeof(StepParametersConverter))]
public sealed record StepParameters
{
    /// <summary>write: the new text, stored as UTF-8 without a byte order mark.</summary>
    public string? Content { get; init; }

    /// <summary>write: the new bytes, base64.</summary>
    public string? ContentBase64 { get; init; }

    /// <summary>
    /// write: a file, relative to the plan file, whose bytes are pinned by digest at dry run.
    /// </summary>
    public string? ContentFrom { get; init; }

    /// <summary>
    /// write, create, chmod: permission bits in octal such as <c>0644</c>. In a Python plan's write it is the
    /// open mode <c>w</c> or <c>a</c> instead.
    /// </summary>
    public string? Mode { get; init; }

    /// <summary>
    /// write, create, move, copy: make the missing parent directories; they are simulated and undone too.
    /// </summary>
    public bool CreateParents { get; init; }

    /// <summary>
    /// create: <see cref="EntryKind.File"/> (default) or <see cref="EntryKind.Directory"/>.
    /// </summary>
    public EntryKind? Kind { get; init; }

    /// <summary>delete: allow a directory, with everything below it.</summary>
    public bool Recursive { get; init; }

    /// <summary>modify: replacements, in order.</summary>
    public ImmutableArray<TextEdit> Edits { get; init => field = JsonDefaults.List(value); } = [];

    /// <summary>modify: text to add at the end.</summary>
    public string? Append { get; init; }

    /// <summary>modify: text to add at the beginning.</summary>
    public string? Prepend { get; init; }

    /// <summary>move, copy: where to, relative to the workspace.</summary>
    public string? Destination { get; init; }

    /// <summary>move, copy: replace what is at the destination.</summary>
    public bool Overwrite { get; init; }

    /// <summary>
    /// create with operation <c>backup_existing</c>: the file to copy; a verified no-op when there is none.
    /// </summary>
    public string? Original { get; init; }

    /// <summary>Python plans: the target once more; must equal it.</summary>
    public string? Path { get; init; }

    /// <summary>Python plans: the suffix that made the target's name out of <see cref="Original"/>.</summary>
    public string? BackupSuffix { get; init; }

    /// <summary>
    /// Which texts are secret, by name such as <c>content</c> or <c>edits[0].find</c>, each with its SHA-256:
    /// in JSON such a text is <c>{"secret": "..."}</c>. Only the digest goes into the store, the plan's
    /// digest and whatever is shown.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Secrets
    {
        get;
        init => field = JsonDefaults.ByName(value);
    } =
        JsonDefaults.NoNames<string>();

    /// <summary>Whether a secret text is not here, only its digest: such a step cannot be done.</summary>
    public bool IsWithheld => Secrets.Keys.Any(name => TextOf(name) is null or "");

    /// <summary>The same with no secret text in it, only the digests.</summary>
    public StepParameters WithoutSecrets() => Secrets.IsEmpty ? this : this with
    {
        Content = Secrets.ContainsKey("content") ? null : Content,
        ContentBase64 = Secrets.ContainsKey("content_base64") ? null : ContentBase64,
        Append = Secrets.ContainsKey("append") ? null : Append,
        Prepend = Secrets.ContainsKey("prepend") ? null : Prepend,
        Edits = SecretEdits.Withhold(this),
        Secrets = Secrets.Keys.ToImmutableSortedDictionary(name => name, DigestOf, StringComparer.Ordinal),
    };

    /// <summary>
    /// Whatever no member above can hold, as it was given: for actions that hosts add, and Python plans.
    /// </summary>
    public ImmutableSortedDictionary<string, JsonElement> Other { get; init => field = JsonDefaults.ByName(
        value); } =
        JsonDefaults.NoNames<JsonElement>();

    /// <summary>Of the text that is here, whatever a host has written beside it.</summary>
    private string DigestOf(string name) =>
        TextOf(name) is { Length: > 0 } text ? SecretText.Digest(text) : Secrets[name];

    private string? TextOf(string name) => name switch
    {
        "content" => Content,
        "content_base64" => ContentBase64,
        "append" => Append,
        "prepend" => Prepend,
        _ => Edits.SelectMany((edit, index) => ((string, string)[])
        [
            (SecretEdits.NameOf(index, "find"), edit.Find), (
                SecretEdits.NameOf(index, "replace"), edit.Replace),
        ]).FirstOrDefault(text => text.Item1 == name).Item2,
    };
}
