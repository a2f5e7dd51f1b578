using System.Globalization;
using System.Text;

namespace Argo.Cli.Screens;

/// <summary>
/// Text from outside as a person may be shown it: nothing in it hides, reorders or acts on the terminal.
/// </summary>
internal static class Visible
{
    /// <summary>
    /// One line: control, bidirectional and zero-width characters are written as <c>&lt;U+202E&gt;</c>.
    /// </summary>
    public static string Line(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.All(letter => letter is >= ' ' and <= '~'))
            return text ?? "";
        var shown = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            var whole = Rune.TryGetRuneAt(text, at, out var rune);
            if (whole && !Hides(rune))
                shown.Append(rune);
            else
                shown.Append(CultureInfo.InvariantCulture, $"<U+{(whole ? rune.Value : text[at]):X4}>");
            at += whole ? rune.Utf16SequenceLength : 1;
        }

        return shown.ToString();
    }

    /// <summary>Several lines, each as <see cref="Line"/> writes it; tabs stay.</summary>
    public static IEnumerable<string> Lines(string text) =>
        text.TrimEnd('\n').Split('\n').Select(
            line => string.Join('\t', line.TrimEnd('\r').Split('\t').Select(Line)));

    /// <summary>A word of the user's within a sentence.</summary>
    public static string Quote(string text) => $"'{Line(text)}'";

    private static bool Hides(Rune rune) => Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F
            or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF); // fillers that show as nothing
}
