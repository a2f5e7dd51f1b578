namespace Argo.Cli.Screens;

/// <summary>A unified diff, coloured where a terminal shows it; hidden characters are written out.</summary>
internal static class DiffScreen
{
    public static void Show(Screen screen, string diff)
    {
        if (diff.Length == 0)
            return;
        screen.Line();
        foreach (var line in Visible.Lines(diff))
            screen.Line(line, InkOf(line));
    }

    private static Ink InkOf(string line) => line switch
    {
        _ when line.StartsWith("+++", StringComparison.Ordinal)
            || line.StartsWith("---", StringComparison.Ordinal) => Ink.Strong,
        _ when line.StartsWith('+') => Ink.Good,
        _ when line.StartsWith('-') => Ink.Bad,
        _ when line.StartsWith("@@", StringComparison.Ordinal) => Ink.Heading,
        _ => Ink.Plain,
    };
}
