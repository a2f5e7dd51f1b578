namespace Argo.Cli.Rendering;

/// <summary>Breaks text between its words, so that a narrow terminal does not break the words.</summary>
internal static class TextWrap
{
    /// <summary>The lines of a text; a word that is longer than a line gets one of its own.</summary>
    /// <param name="text">The text, with single spaces.</param>
    /// <param name="width">The letters of a line, the indent among them.</param>
    /// <param name="lead">What the first line begins with.</param>
    /// <param name="indent">What the others begin with.</param>
    /// <param name="goesOn">What a line ends with where another follows.</param>
    public static IEnumerable<string> Lines(
        string text, int width, string lead = "", string indent = "", string goesOn = "")
    {
        var line = lead;
        var isEmpty = true;
        foreach (var word in text.Split(' '))
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
}
