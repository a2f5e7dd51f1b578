using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argo.Artifacts.Json;

namespace Argo.Cli;

/// <summary>The documents of <c>--json</c>: artifacts as they are, and small objects around them.</summary>
internal static class CliJson
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // into a stream, never raw into HTML
        WriteIndented = true,
        NewLine = "\n",
        MaxDepth = 512,
    };

    public static string Text(JsonNode document) => document.ToJsonString(Indented);

    /// <summary>An artifact, as its file would have it.</summary>
    public static JsonNode Of<T>(T artifact) =>
        JsonNode.Parse(
            ArtifactJson.WriteUtf8(artifact), documentOptions: new JsonDocumentOptions { MaxDepth = 512 })!;

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    public static JsonObject Error(CliException failure) => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = failure.Code,
            ["message"] = failure.Message,
            ["field"] = failure.Field,
        },
    };
}
