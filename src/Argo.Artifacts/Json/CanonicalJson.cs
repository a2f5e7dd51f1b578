using System.Security.Cryptography;
using System.Text.Json;

namespace Argo.Artifacts.Json;

/// <summary>
/// RFC 8785, the JSON Canonicalization Scheme: one form, and so one digest, for what is the same JSON.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonDocumentOptions Strict =
        new() { AllowDuplicateProperties = false, MaxDepth = 512 };

    /// <summary>The canonical form of any JSON, without some members of the outermost object.</summary>
    /// <param name="utf8Json">The JSON.</param>
    /// <param name="except">The members left out, such as a signature over the rest; none by default.</param>
    /// <exception cref="JsonException">It is not JSON, or an object has the same member twice.</exception>
    /// <exception cref="ArgumentException">A text is not Unicode, or a number is beyond a double's
    /// reach.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> utf8Json, params ReadOnlySpan<string> except)
    {
        using var document = JsonDocument.Parse(utf8Json, Strict);
        return Of(document.RootElement, except);
    }

    /// <summary>The canonical form of a value, without some members of the outermost object.</summary>
    /// <exception cref="ArgumentException">A text is not Unicode, or a number is beyond a double's
    /// reach.</exception>
    public static byte[] Of(JsonElement value, params ReadOnlySpan<string> except)
    {
        var writer = new CanonicalWriter();
        Write(writer, value, except);
        return writer.Written.ToArray();
    }

    /// <exception cref="ArgumentException">It is no JSON value, or holds text that is not
    /// Unicode.</exception>
    internal static void Write(
        CanonicalWriter writer, JsonElement value, params ReadOnlySpan<string> except)
    {
        try
        {
            if (value.ValueKind == JsonValueKind.Object)
                writer.Members(value, except);
            else
                writer.Element(value);
        }
        catch (InvalidOperationException halfPair)
        {
            throw new ArgumentException("a text in the JSON is not valid Unicode", nameof(value), halfPair);
        }
    }

    /// <summary>SHA-256 over canonical bytes, lower-case hex.</summary>
    internal static string Digest(ReadOnlySpan<byte> canonical)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical, hash);
        return Convert.ToHexStringLower(hash);
    }
}
