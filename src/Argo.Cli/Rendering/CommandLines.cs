namespace Argo.Cli.Rendering;

/// <summary>Commands that a person may type, each as a line of a screen.</summary>
internal static class CommandLines
{
    private const string Indent = "  ";

    /// <summary>
    /// A command as it is where it fits; else its comment goes above it, and it is continued as a shell
    /// continues it, so that it can be copied.
    /// </summary>
    /// <param name="command">The command, and after <c> # </c> what it is for.</param>
    /// <param name="width">The letters of a line.</param>
    public static IEnumerable<string> Of(string command, int width)
    {
        if (Indent.Length + command.Length <= width)
            return [Indent + command];
        var comment = command.IndexOf(" # ", StringComparison.Ordinal);
        var typed = (comment < 0 ? command : command[..comment]).TrimEnd();
        return
        [
            .. comment < 0 ? [] : TextWrap.Lines(command[(comment + 3)..], width, "  # ", "  # "),
            .. TextWrap.Lines(Words(typed), width, Indent, "      ", " \\"),
        ];
    }

    /// <summary>The words of a command; what is in quotes is one, whatever spaces it has.</summary>
    private static IEnumerable<string> Words(string command)
    {
        var (begin, isQuoted) = (0, false);
        for (var at = 0; at < command.Length; at++)
        {
            isQuoted ^= command[at] == '\'';
            if (isQuoted || command[at] != ' ')
                continue;
            yield return command[begin..at];
            begin = at + 1;
        }

        yield return command[begin..];
    }
}
