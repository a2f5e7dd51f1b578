using Spectre.Console;

namespace Argo.Cli.Screens;

/// <summary>How each meaning looks.</summary>
internal static class Inks
{
    public static Style Style(this Ink ink) => ink switch
    {
        Ink.Strong => new Style(decoration: Decoration.Bold),
        Ink.Faint => new Style(Color.Grey),
        Ink.Good => new Style(Color.Green),
        Ink.Bad => new Style(Color.Red),
        Ink.Warning => new Style(Color.Yellow),
        Ink.Heading => new Style(Color.Aqua),
        _ => Spectre.Console.Style.Plain,
    };

    /// <summary>The escape code that begins it; empty for plain text.</summary>
    public static string Escape(this Ink ink) => ink switch
    {
        Ink.Strong => "\e[1m",
        Ink.Faint => "\e[90m",
        Ink.Good => "\e[32m",
        Ink.Bad => "\e[31m",
        Ink.Warning => "\e[33m",
        Ink.Heading => "\e[36m",
        _ => "",
    };
}
