using System.Globalization;
using System.Text;

namespace Argo.Artifacts.Security;

/// <summary>
/// Text from outside as a person may be shown it, on a screen or in a log: nothing in it hides, reorders,
/// begins a line of its own, or acts on a terminal.
/// </summary>
public static class VisibleText
{
    /// <summary>
    /// Writes control, bidirectional, zero-width and unpaired characters, line ends too, as
    /// <c>&lt;U+202E&gt;</c>; a tab stays.
    /// </summary>
    public static string Escape(string text) => Escape(text, keepsTabs: true);

    /// <summary>One line of a text from outside: the same with tabs written out too.</summary>
    /// <param name="text">The text; null is an empty one.</param>
    public static string Line(string? text) => Escape(text ?? "", keepsTabs: false);

    /// <summary>Several lines, such as those of a diff; tabs stay.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.TrimEnd('\n').Split('\n').Select(line => Escape(line.TrimEnd('\r')));
    }

    /// <summary>A word of the user's within a sentence.</summary>
    public static string Quote(string text) => $"'{Line(text)}'";

    private static string Escape(string text, bool keepsTabs)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.All(letter => letter is >= ' ' and <= '~' || (keepsTabs && letter == '\t')))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            var whole = Rune.TryGetRuneAt(text, at, out var rune);
            if (whole && ((keepsTabs && rune.Value == '\t') || !Hides(rune)))
                shown.Append(rune);
            else
                shown.Append(CultureInfo.InvariantCulture, $"<U+{(whole ? rune.Value : text[at]):X4}>");
            at += whole ? rune.Utf16SequenceLength : 1;
        }

        return shown.ToString();
    }

    private static bool Hides(Rune rune) => Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F or (>= 0xFE00 and <= 0xFE0F)
            or (>= 0xE0100 and <= 0xE01EF); // fillers, joiners and variation selectors that show as nothing
}
