using Argo.Artifacts.Security;

namespace Argo.Cli.Rendering;

/// <summary>Text from outside within the lines of a screen.</summary>
internal static class Visible
{
    /// <summary>One line: whatever hides, and every control character, is written out.</summary>
    public static string Line(string? text) => VisibleText.EscapeAll(text ?? "");

    /// <summary>Several lines, each as <see cref="Line"/> writes it; tabs stay.</summary>
    public static IEnumerable<string> Lines(string text) =>
        text.TrimEnd('\n').Split('\n').Select(line => VisibleText.Escape(line.TrimEnd('\r')));

    /// <summary>A word of the user's within a sentence.</summary>
    public static string Quote(string text) => $"'{Line(text)}'";
}
