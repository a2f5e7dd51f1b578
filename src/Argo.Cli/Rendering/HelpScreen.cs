using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Cli.Commands;

namespace Argo.Cli.Rendering;

/// <summary>Help: what it does, examples first, then the words.</summary>
internal static class HelpScreen
{
    /// <summary>How far names may reach into a line before what they do goes below them.</summary>
    private const int WidestName = 26;

    private const int PipeWidth = 80;
    private const int NarrowestWidth = 40;
    private const int WidestWidth = 100;

    /// <summary>The help of a command.</summary>
    /// <param name="command">The command, or the root.</param>
    /// <param name="width">How many letters a line of the terminal holds; null for a pipe.</param>
    public static CommandOutcome Of(Command command, int? width) =>
        Of(Lines(command, Math.Clamp(width ?? PipeWidth, NarrowestWidth, WidestWidth)));

    /// <summary>Help that was written already.</summary>
    public static CommandOutcome Of(IEnumerable<string> text)
    {
        var lines = text.ToArray();
        return new CommandOutcome(
            ExitCode.Done,
            new JsonObject { ["help"] = string.Join('\n', lines) },
            screen =>
                Array.ForEach(
                lines,
                line => screen.Verbatim(line, line.EndsWith(':') ? TextStyle.Strong : TextStyle.Plain)));
    }

    private static IEnumerable<string> Lines(Command command, int width) =>
    [
        .. TextWrap.Lines(command.Description ?? "", width),
        "",
        "Examples:",
        .. (command is ArgoCommand known ? known.Examples : Root.Examples).SelectMany(
            example => CommandLines.Of(example, width)),
        "",
        "Usage:",
        .. TextWrap.Lines(Usage(command), width, "  ", "      "),
        .. Section("Commands", command.Subcommands.Select(sub => (sub.Name, sub.Description)), width),
        .. Section("Arguments", command.Arguments.Select(arg => (Name(arg), arg.Description)), width),
        .. Section("Options", OwnOptions(command), width),
        .. Section("Options of every command", Everywhere(command), width),
    ];

    private static IEnumerable<string> Section(
        string title, IEnumerable<(string Name, string? Description)> rows, int width)
    {
        var all = rows.ToArray();
        if (all.Length == 0)
            yield break;
        yield return "";
        yield return $"{title}:";
        var names = Math.Min(all.Max(row => row.Name.Length), WidestName);
        var indent = new string(' ', names + 5);
        foreach (var (name, description) in all)
        {
            var fits = name.Length <= names;
            if (!fits)
                yield return $"  {name}";
            var lead = fits ? $"  {name.PadRight(names)}   " : indent;
            foreach (var line in TextWrap.Lines(description ?? "", width, lead, indent))
                yield return line;
        }
    }

    private static string Usage(Command command) => string.Join(' ', (string[])
    [
        command is RootCommand ? "argo COMMAND" : $"argo {command.Name}",
        .. command.Arguments.Select(
            arg => arg.Arity.MinimumNumberOfValues == 0 ? $"[{Name(arg)}]" : Name(arg)),
        "[options]",
    ]);

    private static IEnumerable<(string, string?)> OwnOptions(Command command) =>
        command.Options.Where(option => option is { Recursive: false, Hidden: false })
            .Select(option => (Name(option), option.Description));

    private static IEnumerable<(string, string?)> Everywhere(Command command)
    {
        var root = command is RootCommand ? command : command.Parents.OfType<Command>().First();
        return root.Options.Where(option => option.Recursive)
            .Select(option => (Name(option), option.Description));
    }

    private static string Name(Argument argument) => argument.HelpName ?? argument.Name;

    private static string Name(Option option) =>
        string.Join(
            ' ',
            string.Join(", ", [.. option.Aliases.OrderBy(alias => alias.Length), option.Name]),
            option.HelpName).TrimEnd();
}
