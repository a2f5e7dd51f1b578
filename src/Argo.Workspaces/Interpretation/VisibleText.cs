using System.Globalization;
using System.Text;

namespace Argo.Workspaces.Interpretation;

/// <summary>
/// Text as it may be shown to a person who decides by it: nothing in it hides, reorders or acts.
/// </summary>
internal static class VisibleText
{
    /// <summary>
    /// Writes control, bidirectional, zero-width and unpaired characters as <c>&lt;U+202E&gt;</c>; a tab
    /// stays.
    /// </summary>
    public static string Escape(string text)
    {
        if (!NeedsEscape(text))
            return text;
        var shown = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            var read = Rune.TryGetRuneAt(text, at, out var rune);
            if (read && !Hides(rune))
                shown.Append(rune);
            else
                shown.Append(CultureInfo.InvariantCulture, $"<U+{(read ? rune.Value : text[at]):X4}>");
            at += read ? rune.Utf16SequenceLength : 1;
        }
        return shown.ToString();
    }

    private static bool NeedsEscape(string text)
    {
        foreach (var letter in text)
        {
            if (letter is < ' ' or > '~' && letter != '\t')
                return true;
        }
        return false;
    }

    private static bool Hides(Rune rune) => rune.Value != '\t' && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x034F or (>= 0xFE00 and <= 0xFE0F)
            or (>= 0xE0100 and <= 0xE01EF); // fillers, joiners and variation selectors that show as nothing
}
