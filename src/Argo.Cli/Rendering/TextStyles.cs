using Spectre.Console;

namespace Argo.Cli.Rendering;

/// <summary>How each meaning looks.</summary>
internal static class TextStyles
{
    public static Style Style(this TextStyle style) => style switch
    {
        TextStyle.Strong => new Style(decoration: Decoration.Bold),
        TextStyle.Faint => new Style(Color.Grey),
        TextStyle.Good => new Style(Color.Green),
        TextStyle.Bad => new Style(Color.Red),
        TextStyle.Warning => new Style(Color.Yellow),
        TextStyle.Heading => new Style(Color.Aqua),
        _ => Spectre.Console.Style.Plain,
    };

    /// <summary>The escape code that begins it; empty for plain text.</summary>
    public static string Escape(this TextStyle style) => style switch
    {
        TextStyle.Strong => "\e[1m",
        TextStyle.Faint => "\e[90m",
        TextStyle.Good => "\e[32m",
        TextStyle.Bad => "\e[31m",
        TextStyle.Warning => "\e[33m",
        TextStyle.Heading => "\e[36m",
        _ => "",
    };
}
