namespace Argo.Cli.Rendering;

/// <summary>A unified diff, coloured where a terminal shows it; hidden characters are written out.</summary>
internal static class DiffScreen
{
    /// <param name="screen">Where.</param>
    /// <param name="diff">The diff.</param>
    /// <param name="stat">Whether only how much changes is wanted.</param>
    public static void Show(Screen screen, string diff, bool stat)
    {
        if (diff.Length == 0)
            return;
        screen.Line();
        if (stat)
        {
            foreach (var line in DiffStat.Of(diff).SelectMany(Visible.Lines))
                screen.Line(line);
            return;
        }

        foreach (var line in Visible.Lines(diff))
            screen.Verbatim(line, StyleOf(line));
    }

    private static TextStyle StyleOf(string line) => line switch
    {
        _ when line.StartsWith("+++", StringComparison.Ordinal)
            || line.StartsWith("---", StringComparison.Ordinal) => TextStyle.Strong,
        _ when line.StartsWith('+') => TextStyle.Good,
        _ when line.StartsWith('-') => TextStyle.Bad,
        _ when line.StartsWith("@@", StringComparison.Ordinal) => TextStyle.Heading,
        _ => TextStyle.Plain,
    };
}
