using System.Text.RegularExpressions;

namespace Argo.Cli.Rendering;

/// <summary>Breaks text between its words, so that a narrow terminal does not break the words.</summary>
internal static partial class TextWrap
{
    /// <summary>
    /// The lines of a text, those after the first under its own beginning: behind its spaces, and behind the
    /// mark or the label that it may begin with.
    /// </summary>
    /// <param name="text">The text, one line.</param>
    /// <param name="width">The letters of a line.</param>
    public static IEnumerable<string> Hanging(string text, int width)
    {
        if (text.Length <= width)
            return [text];
        var spaces = text.Length - text.TrimStart(' ').Length;
        var mark = Mark().Match(text, spaces).Length;
        var indent = Math.Min(spaces + mark, width / 2);
        return Lines(text[indent..], width, text[..indent], new string(' ', indent));
    }

    /// <summary>The lines of a text; a word that is longer than a line gets one of its own.</summary>
    /// <param name="text">The text, with single spaces.</param>
    /// <param name="width">The letters of a line, the indent among them.</param>
    /// <param name="lead">What the first line begins with.</param>
    /// <param name="indent">What the others begin with.</param>
    /// <param name="goesOn">What a line ends with where another follows.</param>
    public static IEnumerable<string> Lines(
        string text, int width, string lead = "", string indent = "", string goesOn = "") =>
        Lines(text.Split(' '), width, lead, indent, goesOn);

    /// <summary>The lines of words that are not to be broken, whatever is in them.</summary>
    public static IEnumerable<string> Lines(
        IEnumerable<string> words, int width, string lead, string indent, string goesOn)
    {
        var line = lead;
        var isEmpty = true;
        foreach (var word in words)
        {
            if (!isEmpty && line.Length + 1 + word.Length + goesOn.Length > width)
            {
                yield return line + goesOn;
                (line, isEmpty) = (indent, true);
            }

            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }

        yield return line;
    }

    /// <summary>A dash or an arrow, one of the doctor's marks, or a label before a column.</summary>
    [GeneratedRegex(@"\G(?:-|->|ok|note|BAD|\S+(?= {2})) +")]
    private static partial Regex Mark();
}
