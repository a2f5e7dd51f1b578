using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Argo.Artifacts.Actions;

namespace Argo.Artifacts.Json;

/// <summary>
/// Walks a document along the types that it is to become, before any of them is made, so that each refusal
/// names its member: unknown, missing, double, of the wrong kind, too deep, too long, not Unicode.
/// </summary>
/// <remarks>After it, the generated reader has nothing left to refuse.</remarks>
internal sealed class StrictJsonValidator
{
    private static readonly HashSet<string> FileTexts =
        ["content", "content_base64", "find", "replace", "append", "prepend"];

    private readonly ArtifactLimits _limits;
    private readonly JsonPath _path;
    private readonly List<(long At, byte Open, byte Close)> _nulls = [];

    public StrictJsonValidator(ArtifactLimits limits, string root = "")
    {
        _limits = limits;
        _path = new JsonPath(root);
    }

    /// <summary>The first time without an offset; null when there was none.</summary>
    public string? LocalTimeAt { get; private set; }

    /// <summary>A single value as <typeparamref name="T"/>; null when it is something else.</summary>
    public static T? Read<T>(JsonElement json)
        where T : struct
    {
        var type = ArtifactJson.TypeInfo<T>();
        try
        {
            var utf8 = new StrictJsonValidator(ArtifactLimits.Evidence)
                .Check(ArtifactJson.WriteUtf8(json), type);
            return JsonSerializer.Deserialize(utf8.Span, type);
        }
        catch (ArtifactFormatException)
        {
            return null;
        }
    }

    /// <summary>Throws what is wrong with a value that does not fit <paramref name="type"/>.</summary>
    public static void Explain(JsonElement json, Type type, string path) =>
        new StrictJsonValidator(ArtifactLimits.Evidence, path)
            .Check(ArtifactJson.WriteUtf8(json), ArtifactJson.Options.GetTypeInfo(type));

    /// <summary>
    /// The document, with an empty list or object in the place of each null that stands for one.
    /// </summary>
    /// <exception cref="ArtifactFormatException">It does not have the shape.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public ReadOnlyMemory<byte> Check(ReadOnlyMemory<byte> utf8, JsonTypeInfo type)
    {
        var reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = 1000 });
        try
        {
            reader.Read();
            Value(ref reader, type, null);
            reader.Read(); // throws when more follows
        }
        catch (InvalidOperationException notUnicode)
        {
            throw new ArtifactFormatException(_path.ToString(), NotUnicode, notUnicode);
        }

        return _nulls.Count == 0 ? utf8 : WithoutNulls(utf8.ToArray());
    }

    private const string NotUnicode = "holds text that is not valid Unicode; save the file as UTF-8";

    private byte[] WithoutNulls(byte[] utf8)
    {
        foreach (var (at, open, close) in _nulls)
            new[] { open, close, (byte)' ', (byte)' ' }.CopyTo(utf8, at); // as long as the word null
        return utf8;
    }

    private void Value(ref Utf8JsonReader reader, JsonTypeInfo type, JsonNumberHandling? numbers)
    {
        if (reader.CurrentDepth >= _limits.MaxDepth
            && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            throw Bad($"is nested deeper than {_limits.MaxDepth} levels; flatten it");
        if (Nullable.GetUnderlyingType(type.Type) is { } inner)
            type = type.Options.GetTypeInfo(inner);
        if (type.Kind is JsonTypeInfoKind.Object)
            Object(ref reader, type);
        else if (type.Kind is JsonTypeInfoKind.Dictionary)
            Named(ref reader, type.Options.GetTypeInfo(type.ElementType!));
        else if (type.Kind is JsonTypeInfoKind.Enumerable)
            List(ref reader, type.Options.GetTypeInfo(type.ElementType!));
        else if (type.Type == typeof(StepParameters))
            Named(ref reader, type.Options.GetTypeInfo(typeof(JsonElement)));
        else if (type.Type == typeof(JsonElement))
            Anything(ref reader, type);
        else
            Leaf(ref reader, type, numbers);
    }

    private void Object(ref Utf8JsonReader reader, JsonTypeInfo type)
    {
        var members = StrictJsonMembers.Of(type);
        var seen = Members(ref reader, (ref Utf8JsonReader at, string name) =>
        {
            var member = members.Find(name)
                ?? throw Bad($"is not known here; known are: {string.Join(", ", members.Names)}");
            if (at.TokenType is JsonTokenType.Null)
                Null(ref at, member);
            else
                Value(ref at, type.Options.GetTypeInfo(member.PropertyType), member.NumberHandling);
        });
        if (members.Required.FirstOrDefault(name => !seen.Contains(name)) is not { } missing)
            return;
        _path.Enter(missing);
        throw Bad("is missing; add it");
    }

    private void Named(ref Utf8JsonReader reader, JsonTypeInfo type)
    {
        var room = _limits.MaxListItems;
        Members(ref reader, (ref Utf8JsonReader at, string _) =>
        {
            if (room-- == 0)
                throw Bad($"is one member too many; at most {_limits.MaxListItems} may be here");
            Value(ref at, type, null);
        });
    }

    private HashSet<string> Members(ref Utf8JsonReader reader, Visit visit)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
            throw Bad("must be an object");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            _path.Enter(name);
            if (!seen.Add(name))
                throw Bad("appears twice; keep one");
            reader.Read();
            visit(ref reader, name);
            _path.Leave();
        }

        return seen;
    }

    private void List(ref Utf8JsonReader reader, JsonTypeInfo type)
    {
        if (reader.TokenType is not JsonTokenType.StartArray)
            throw Bad("must be a list");
        for (var index = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; index++)
        {
            _path.Enter(index);
            if (index >= _limits.MaxListItems)
                throw Bad($"is one item too many; at most {_limits.MaxListItems} may be in a list");
            Value(ref reader, type, null);
            _path.Leave();
        }
    }

    private void Anything(ref Utf8JsonReader reader, JsonTypeInfo type)
    {
        if (reader.TokenType is JsonTokenType.StartObject)
            Named(ref reader, type);
        else if (reader.TokenType is JsonTokenType.StartArray)
            List(ref reader, type);
        else if (reader.TokenType is JsonTokenType.String)
            Text(ref reader);
        else if (reader.TokenType is JsonTokenType.Number
            && StrictJsonLeaf.WhyNotCanonical(ref reader) is { } problem)
            throw Bad(problem);
    }

    private void Leaf(ref Utf8JsonReader reader, JsonTypeInfo type, JsonNumberHandling? numbers)
    {
        if (StrictJsonLeaf.WhyNot(ref reader, type, numbers) is { } problem)
            throw Bad(problem);
        if (reader.TokenType is JsonTokenType.String)
            Text(ref reader);
        if (type.Type == typeof(DateTimeOffset) && !StrictJsonLeaf.HasOffset(ref reader))
            LocalTimeAt ??= _path.ToString();
    }

    private void Text(ref Utf8JsonReader reader)
    {
        var limit = _path.Member is { } member && FileTexts.Contains(member)
            ? _limits.MaxBytes
            : _limits.MaxTextBytes;
        if (reader.ValueSpan.Length > limit)
            throw Bad($"is {reader.ValueSpan.Length} bytes long; at most {limit} may be");
        if (!StrictJsonLeaf.IsUnicode(ref reader))
            throw Bad(NotUnicode);
    }

    private void Null(ref Utf8JsonReader reader, JsonPropertyInfo member)
    {
        var type = member.PropertyType;
        if (member.IsSetNullable || type == typeof(JsonElement)
            || Nullable.GetUnderlyingType(type) is not null)
            return;
        var kind = ArtifactJson.Options.GetTypeInfo(type).Kind;
        if (kind is JsonTypeInfoKind.Enumerable && !member.IsRequired)
            _nulls.Add((reader.TokenStartIndex, (byte)'[', (byte)']'));
        else if ((kind is not JsonTypeInfoKind.None || type == typeof(StepParameters)) && !member.IsRequired)
            _nulls.Add((reader.TokenStartIndex, (byte)'{', (byte)'}'));
        else
            throw Bad("must not be null; give a value or leave it out");
    }

    private ArtifactFormatException Bad(string problem) => new(_path.ToString(), problem);

    private delegate void Visit(ref Utf8JsonReader reader, string name);
}
