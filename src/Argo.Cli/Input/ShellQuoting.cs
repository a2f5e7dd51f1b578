using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>Words as a shell takes them, for the commands that screens propose.</summary>
internal static class ShellQuoting
{
    /// <summary>The word, in quotes where a shell needs them.</summary>
    public static string Of(string word) =>
        word.Length > 0 && word.All(IsPlain)
            ? word
            : $"'{Visible.Line(word).Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '/';
}
