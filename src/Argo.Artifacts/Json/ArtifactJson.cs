using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Json;

/// <summary>
/// The JSON of plans, reports, approvals, results and records: snake_case, UTC, strict when read.
/// </summary>
public static class ArtifactJson
{
    private static readonly JsonSerializerOptions Indented = Make(indented: true);

    /// <summary>
    /// How artifacts are written; unchangeable. Its resolver can be combined with a host's own.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Make(indented: false);

    /// <summary>An artifact as JSON.</summary>
    /// <param name="indented">For people: two spaces, line feeds.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not one of the artifacts or their
    /// parts.</exception>
    public static string Write<T>(T artifact, bool indented = false) =>
        JsonSerializer.Serialize(artifact, TypeInfo<T>(indented));

    /// <summary>An artifact as UTF-8 JSON.</summary>
    /// <inheritdoc cref="Write{T}(T, bool)"/>
    public static byte[] WriteUtf8<T>(T artifact, bool indented = false) =>
        JsonSerializer.SerializeToUtf8Bytes(artifact, TypeInfo<T>(indented));

    /// <summary>
    /// An artifact as canonical JSON (RFC 8785), whose bytes are what digests and signatures cover.
    /// </summary>
    /// <inheritdoc cref="Write{T}(T, bool)"/>
    public static byte[] Canonical<T>(T artifact) => Canonical(artifact, except: []);

    /// <summary>Reads an artifact, refusing whatever it does not know.</summary>
    /// <param name="limits">Default: <see cref="ArtifactLimits.Plan"/> for a plan, else
    /// <see cref="ArtifactLimits.Evidence"/>.</param>
    /// <exception cref="ArtifactFormatException">It is not JSON, or not this artifact; the message says
    /// where.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, ArtifactLimits? limits = null)
        where T : notnull
    {
        if (typeof(T) == typeof(ExecutionPlanArtifact))
            return (T)(object)(limits == ArtifactLimits.Evidence
                ? PlanReader.ReadKept(utf8, limits)
                : PlanReader.Read(utf8, limits));
        var artifact = Parse<T>(utf8, limits ?? ArtifactLimits.Evidence, out var localTimeAt);
        return localTimeAt is null ? artifact : throw LocalTime(localTimeAt);
    }

    /// <inheritdoc cref="Read{T}(ReadOnlyMemory{byte}, ArtifactLimits)"/>
    public static T Read<T>(string json, ArtifactLimits? limits = null)
        where T : notnull =>
        Read<T>(Encoding.UTF8.GetBytes(json), limits);

    /// <inheritdoc cref="Read{T}(ReadOnlyMemory{byte}, ArtifactLimits)"/>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static T Read<T>(Stream stream, ArtifactLimits? limits = null)
        where T : notnull
    {
        limits ??= LimitsOf<T>();
        return Read<T>(ReadBytes<T>(stream, limits), limits);
    }

    /// <summary>The bytes of an artifact's document as they are, up to the limit.</summary>
    /// <inheritdoc cref="Read{T}(Stream, ArtifactLimits)"/>
    public static ReadOnlyMemory<byte> ReadBytes<T>(Stream stream, ArtifactLimits? limits = null)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(stream);
        return DocumentText.ReadAll(stream, limits ?? LimitsOf<T>(), ArtifactNames.Of(typeof(T)));
    }

    private static ArtifactLimits LimitsOf<T>() =>
        typeof(T) == typeof(ExecutionPlanArtifact) ? ArtifactLimits.Plan : ArtifactLimits.Evidence;

    internal static byte[] Canonical<T>(T artifact, params ReadOnlySpan<string> except) =>
        CanonicalJson.Of(WriteUtf8(artifact), except);

    internal static JsonTypeInfo<T> TypeInfo<T>(bool indented = false) =>
        (JsonTypeInfo<T>)(indented ? Indented : Options).GetTypeInfo(typeof(T));

    internal static T Parse<T>(ReadOnlyMemory<byte> utf8, ArtifactLimits limits, out string? localTimeAt)
        where T : notnull
    {
        var type = TypeInfo<T>();
        var noun = ArtifactNames.Of(typeof(T));
        DocumentText.Check(utf8.Span, limits, noun);
        try
        {
            var strictJsonValidator = new StrictJsonValidator(limits);
            utf8 = strictJsonValidator.Check(utf8, type);
            localTimeAt = strictJsonValidator.LocalTimeAt;
            return Known(JsonSerializer.Deserialize(utf8.Span, type)!);
        }
        catch (JsonException bad)
        {
            throw DocumentText.NotJson(utf8.Span, noun, bad);
        }
    }

    internal static ArtifactFormatException LocalTime(string path) =>
        new(path, "must say its offset from UTC, as in 2026-01-31T12:00:00+00:00");

    private static T Known<T>(T artifact)
        where T : notnull =>
        ArtifactNames.WhyNotVersion(artifact) is { } problem
            ? throw new ArtifactFormatException("schema_version", problem)
            : artifact;

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions(ArtifactJsonContext.Default.Options)
        {
            // JSON goes into files and streams, never raw into HTML
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 512,
            NewLine = "\n",
            TypeInfoResolver = ArtifactJsonContext.Default.WithAddedModifier(OmitWhenEmptyAttribute.Apply),
            WriteIndented = indented,
        };
        options.MakeReadOnly();
        return options;
    }
}
