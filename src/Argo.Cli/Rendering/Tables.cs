using Spectre.Console;

namespace Argo.Cli.Rendering;

/// <summary>Tables that look alike: lines between people's columns, bare columns for pipes.</summary>
internal static class Tables
{
    /// <summary>A table; a column whose name begins with <c>#</c> is aligned right.</summary>
    public static Table New(Screen screen, bool framed, params IEnumerable<string> columns)
    {
        var table = new Table
        {
            Border = screen.IsTerminal && framed ? TableBorder.Rounded : TableBorder.None,
            BorderStyle = TextStyle.Faint.Style(),
            UseSafeBorder = false,
        };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(Cell(column.TrimStart('#'), TextStyle.Strong))
            {
                Alignment = column.StartsWith('#') ? Justify.Right : Justify.Left,
                Padding = framed && screen.IsTerminal ? new Padding(1, 0) : new Padding(0, 0, 2, 0),
            });
        }

        return table;
    }

    /// <summary>A cell; the text is made visible here.</summary>
    public static Text Cell(string? text, TextStyle style = TextStyle.Plain) =>
        new(Visible.Line(text), style.Style());
}
