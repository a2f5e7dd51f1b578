using Spectre.Console;

namespace Argo.Cli.Rendering;

/// <summary>
/// Where a person is shown things: data on stdout, talk on stderr; escape codes only where a terminal reads
/// them.
/// </summary>
internal sealed class Screen(CliEnvironment environment, Verbosity verbosity, bool json)
{
    /// <summary>Wide enough that a row of a table stays one line for the program that reads it.</summary>
    private const int PipeWidth = 4_000;

    private const int NarrowestWidth = 20;

    private readonly Lock _talking = new();
    private bool _drawn;

    /// <summary>Whether stdout is for one JSON document alone.</summary>
    public bool IsJson { get; } = json;

    /// <summary>Whether a person can be asked.</summary>
    public bool CanAsk { get; } = environment.CanAsk && !json;

    /// <summary>Whether stdout is a terminal that understands escape codes.</summary>
    public bool IsTerminal { get; } = environment.OutIsTerminal;

    /// <summary>Whether a line on stderr may be redrawn in place.</summary>
    public bool CanRedraw { get; } = environment.ErrorIsTerminal && verbosity >= Verbosity.Normal && !json;

    /// <summary>Whether progress and hints are wanted.</summary>
    public bool Talks { get; } = verbosity >= Verbosity.Normal && !json;

    /// <summary>
    /// A line of data. The text must be <see cref="Visible"/> where it comes from outside. A terminal gets it
    /// broken between its words, a pipe in one line.
    /// </summary>
    public void Line(string text = "", TextStyle style = TextStyle.Plain)
    {
        foreach (var line in TextWrap.Hanging(text, WidthOf(environment.OutIsTerminal)))
            Verbatim(line, style);
    }

    /// <summary>A line that must stay one, such as one of a diff or of a JSON document.</summary>
    public void Verbatim(string text, TextStyle style = TextStyle.Plain) => environment.Out.WriteLine(
        Styled(text, style, environment.OutIsTerminal && environment.Colours));

    /// <summary>A table; for a pipe without the spaces that fill up its last column.</summary>
    public void Table(Table table)
    {
        using var text = new StringWriter();
        Console(text).Write(table);
        foreach (var line in text.ToString().TrimEnd('\n').Split('\n'))
            environment.Out.WriteLine(environment.OutIsTerminal ? line : line.TrimEnd());
    }

    /// <summary>
    /// A screen that shows on stderr what this one shows on stdout, which is for data then.
    /// </summary>
    public Screen Aside() => new(
        environment with { Out = environment.Error, OutIsTerminal = environment.ErrorIsTerminal }, verbosity,
        IsJson);

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
            var width = Math.Max(NarrowestWidth, environment.Width() - 1);
            environment.Error.Write($"\r\e[2K{(line.Length > width ? line[..width] : line)}");
            environment.Error.Flush();
            _drawn = true;
        }
    }

    /// <summary>Takes the redrawn line away.</summary>
    public void ClearLine()
    {
        lock (_talking)
        {
            if (_drawn)
                environment.Error.Write("\r\e[2K");
            _drawn = false;
        }
    }

    /// <summary>What a person may type next.</summary>
    public void Next(params IEnumerable<string> commands)
    {
        Say("");
        Say("Next:", TextStyle.Faint);
        if (!Talks)
            return;
        foreach (var line in commands.SelectMany(
            command => CommandLines.Of(command, WidthOf(environment.ErrorIsTerminal))))
            Talk(line, TextStyle.Plain, ends: true, wraps: false);
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
        TimeZoneInfo.ConvertTime(moment, environment.Zone).ToString("yyyy-MM-dd HH:mm:ss", null);

    private void Talk(string text, TextStyle style, bool ends, bool wraps = true)
    {
        var width = wraps ? WidthOf(environment.ErrorIsTerminal) : int.MaxValue;
        var lines = text.Split('\n').SelectMany(line => TextWrap.Hanging(line, width))
            .Select(line => Styled(line, style, environment.ErrorIsTerminal && environment.Colours));
        lock (_talking)
        {
            ClearLine();
            environment.Error.Write(string.Join('\n', lines) + (ends ? "\n" : ""));
            environment.Error.Flush();
        }
    }

    /// <summary>The letters of a line; a pipe has no end of line.</summary>
    private int WidthOf(bool isTerminal) =>
        isTerminal ? Math.Max(NarrowestWidth, environment.Width()) : int.MaxValue;

    private static string Styled(string text, TextStyle style, bool colours) =>
        colours && style is not TextStyle.Plain && text.Length > 0 ? $"{style.Escape()}{text}\e[0m" : text;

    private IAnsiConsole Console(StringWriter text)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = environment.OutIsTerminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = environment is { OutIsTerminal: true, Colours: true }
                ? ColorSystemSupport.Detect
                : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = environment.OutIsTerminal ? environment.Width() : PipeWidth;
        return console;
    }
}
