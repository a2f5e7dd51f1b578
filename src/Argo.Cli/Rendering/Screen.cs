using Spectre.Console;

namespace Argo.Cli.Rendering;

/// <summary>
/// Where a person is shown things: data on stdout, talk on stderr; escape codes only where a terminal reads
/// them.
/// </summary>
internal sealed class Screen(CliEnvironment world, Verbosity verbosity, bool json)
{
    /// <summary>Wide enough that a row of a table stays one line for the program that reads it.</summary>
    private const int PipeWidth = 4_000;

    private readonly Lock _talking = new();
    private bool _drawn;

    /// <summary>Whether stdout is for one JSON document alone.</summary>
    public bool IsJson { get; } = json;

    /// <summary>Whether a person can be asked.</summary>
    public bool CanAsk { get; } = world.CanAsk && !json;

    /// <summary>Whether stdout is a terminal that understands escape codes.</summary>
    public bool IsTerminal { get; } = world.OutIsTerminal;

    /// <summary>Whether a line on stderr may be redrawn in place.</summary>
    public bool CanRedraw { get; } = world.ErrorIsTerminal && verbosity >= Verbosity.Normal && !json;

    /// <summary>Whether progress and hints are wanted.</summary>
    public bool Talks { get; } = verbosity >= Verbosity.Normal && !json;

    /// <summary>A line of data. The text must be <see cref="Visible"/> where it comes from outside.</summary>
    public void Line(string text = "", TextStyle style = TextStyle.Plain) =>
        world.Out.WriteLine(Inked(text, style, world.OutIsTerminal && world.Colours));

    /// <summary>A line of prose: a terminal gets it broken between its words.</summary>
    public void Prose(string text, TextStyle style = TextStyle.Plain)
    {
        var width = world.OutIsTerminal ? Math.Max(20, world.Width()) : int.MaxValue;
        foreach (var line in TextWrap.Lines(text, width))
            Line(line, style);
    }

    /// <summary>A table; for a pipe without the spaces that fill up its last column.</summary>
    public void Table(Table table)
    {
        using var text = new StringWriter();
        Console(text).Write(table);
        foreach (var line in text.ToString().TrimEnd('\n').Split('\n'))
            world.Out.WriteLine(world.OutIsTerminal ? line : line.TrimEnd());
    }

    /// <summary>
    /// A screen that shows on stderr what this one shows on stdout, which is for data then.
    /// </summary>
    public Screen Aside() =>
        new(world with { Out = world.Error, OutIsTerminal = world.ErrorIsTerminal }, verbosity, IsJson);

    /// <summary>A line of talk.</summary>
    public void Say(string text, TextStyle style = TextStyle.Plain)
    {
        if (Talks)
            Talk(text, style, ends: true);
    }

    /// <summary>
    /// A line of talk that stands until the next takes its place; only where <see cref="CanRedraw"/>.
    /// </summary>
    public void Redraw(string line)
    {
        lock (_talking)
        {
            var width = Math.Max(20, world.Width() - 1);
            world.Error.Write($"\r\e[2K{(line.Length > width ? line[..width] : line)}");
            world.Error.Flush();
            _drawn = true;
        }
    }

    /// <summary>Takes the redrawn line away.</summary>
    public void ClearLine()
    {
        lock (_talking)
        {
            if (_drawn)
                world.Error.Write("\r\e[2K");
            _drawn = false;
        }
    }

    /// <summary>What a person may type next.</summary>
    public void Next(params IEnumerable<string> commands)
    {
        Say("");
        Say("Next:", TextStyle.Faint);
        foreach (var command in commands)
            Say($"  {command}");
    }

    /// <summary>A question, whatever the verbosity.</summary>
    public void Ask(string question) => Talk(question, TextStyle.Strong, ends: false);

    /// <summary>An error, whatever the verbosity.</summary>
    public void Complain(string sentence) => Talk(sentence, TextStyle.Bad, ends: true);

    /// <summary>A warning that belongs to no answer, unless nothing but errors is wanted.</summary>
    public void Warn(string sentence)
    {
        if (verbosity > Verbosity.Quiet)
            Talk($"argo: warning: {sentence}", TextStyle.Warning, ends: true);
    }

    /// <summary>A moment as people read it: in their own time.</summary>
    public string Time(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, world.Zone).ToString("yyyy-MM-dd HH:mm:ss", null);

    private void Talk(string text, TextStyle style, bool ends)
    {
        lock (_talking)
        {
            ClearLine();
            world.Error.Write(
                Inked(text, style, world.ErrorIsTerminal && world.Colours) + (ends ? "\n" : ""));
            world.Error.Flush();
        }
    }

    private static string Inked(string text, TextStyle style, bool colours) =>
        colours && style is not TextStyle.Plain && text.Length > 0 ? $"{style.Escape()}{text}\e[0m" : text;

    private IAnsiConsole Console(StringWriter text)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = world.OutIsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = world is { OutIsTerminal: true, Colours: true }
                ? ColorSystemSupport.Detect
                : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = world.OutIsTerminal ? world.Width() : PipeWidth;
        return console;
    }
}
