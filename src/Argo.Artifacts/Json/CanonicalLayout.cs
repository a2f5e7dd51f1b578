using System.Text.Json;

namespace Argo.Artifacts.Json;

/// <summary>
/// Finds where a document that is laid out canonically is spelled otherwise: the same values, other bytes.
/// </summary>
/// <remarks>
/// What Argo stores and exports is canonical, so a byte changed there is a change even where JSON has another
/// spelling for the same value. A document that a person has indented or reordered is not judged.
/// </remarks>
internal static class CanonicalLayout
{
    /// <summary>The first byte that is not as in the canonical form; null when there is none.</summary>
    public static int? FirstOtherByte(ReadOnlySpan<byte> utf8, ReadOnlySpan<byte> canonical)
    {
        var same = utf8.CommonPrefixLength(canonical);
        return (same < utf8.Length || same < canonical.Length) && IsCanonical(utf8) ? same : null;
    }

    /// <summary>
    /// Whether there is no white space between tokens, and every object's members are in order.
    /// </summary>
    private static bool IsCanonical(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 1000 });
        var names = new Stack<string?>();
        var end = 0L;
        while (reader.Read())
        {
            var between = utf8[(int)end..(int)reader.TokenStartIndex];
            if (between.IndexOfAny(" \t\r\n"u8) >= 0)
                return false;
            end = reader.BytesConsumed;
            if (reader.TokenType is JsonTokenType.StartObject)
                names.Push(null);
            else if (reader.TokenType is JsonTokenType.EndObject)
                names.Pop();
            else if (reader.TokenType is JsonTokenType.PropertyName && !Follows(reader.GetString()!, names))
                return false;
        }

        return end == utf8.Length;
    }

    private static bool Follows(string name, Stack<string?> names)
    {
        var before = names.Pop();
        names.Push(name);
        return before is null || string.CompareOrdinal(before, name) < 0;
    }
}
