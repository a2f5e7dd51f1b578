using System.Buffers;
using System.Text.Json;

namespace Argo.Artifacts.Json;

/// <summary>What can be wrong with a document before its members are looked at.</summary>
internal static class DocumentText
{
    private const int ChunkBytes = 64 * 1024;

    /// <exception cref="ArtifactFormatException">It is empty, too large, or not plain UTF-8 JSON that starts
    /// an object.</exception>
    public static void Check(ReadOnlySpan<byte> utf8, ArtifactLimits limits, string noun)
    {
        if (utf8.Length > limits.MaxBytes)
            throw TooLarge(limits, noun);
        if (utf8.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
            || utf8.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw Bad($"The {noun} is UTF-16; save it as UTF-8 without a byte order mark.");
        if (utf8.StartsWith("\uFEFF"u8))
            throw Bad($"The {noun} begins with a byte order mark; save it as UTF-8 without one.");
        var start = utf8.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
            throw Bad($"The {noun} is empty; it must be one JSON object.");
        if (start[0] is (byte)'[' or (byte)'"')
            throw Bad($"The {noun} must be one JSON object, in braces.");
    }

    /// <summary>Says where the JSON breaks, or that more follows after its end.</summary>
    public static ArtifactFormatException NotJson(ReadOnlySpan<byte> utf8, string noun, JsonException cause)
    {
        var place = $"line {cause.LineNumber + 1}, byte {cause.BytePositionInLine + 1}";
        return IsWholeThenMore(utf8)
            ? new("", $"The {noun} goes on after its closing brace ({place}); keep one JSON object.", cause)
            : new("", $"The {noun} is not JSON: it breaks at {place}; check it with a JSON editor.", cause);
    }

    /// <summary>Everything in a stream, up to the limit.</summary>
    public static ReadOnlyMemory<byte> ReadAll(Stream stream, ArtifactLimits limits, string noun)
    {
        var bytes = new ArrayBufferWriter<byte>();
        while (stream.Read(bytes.GetSpan(ChunkBytes)) is > 0 and var count)
        {
            bytes.Advance(count);
            if (bytes.WrittenCount > limits.MaxBytes)
                throw TooLarge(limits, noun);
        }

        return bytes.WrittenMemory;
    }

    private static bool IsWholeThenMore(ReadOnlySpan<byte> utf8)
    {
        var reader =
            new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 1000, AllowMultipleValues = true });
        try
        {
            return reader.Read() && reader.TrySkip() && reader.TokenType is JsonTokenType.EndObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ArtifactFormatException TooLarge(ArtifactLimits limits, string noun) =>
        Bad($"The {noun} is larger than the limit of {limits.MaxBytes} bytes; split it, or have the "
            + "host allow more.");

    private static ArtifactFormatException Bad(string sentence) => new("", sentence);
}
