using System.Text;

namespace Argo.Artifacts.Json;

/// <summary>Text that JSON can hold.</summary>
public static class UnicodeText
{
    /// <summary>
    /// The text, with U+FFFD in the place of each half of a surrogate pair: evidence is never lost over one.
    /// </summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // gives U+FFFD for a half pair
            clean.Append(rune);
        return clean.ToString();
    }
}
