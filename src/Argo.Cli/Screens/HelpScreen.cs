using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Cli.Commands;

namespace Argo.Cli.Screens;

/// <summary>Help: what it does, examples first, then the words.</summary>
internal static class HelpScreen
{
    public static Answer Of(Command command)
    {
        var lines = Lines(command).ToArray();
        return new Answer(
            ExitCode.Done,
            new JsonObject { ["help"] = string.Join('\n', lines) },
            screen =>
                Array.ForEach(lines, line => screen.Line(line, line.EndsWith(':') ? Ink.Strong : Ink.Plain)));
    }

    private static IEnumerable<string> Lines(Command command)
    {
        yield return command.Description ?? "";
        yield return "";
        yield return "Examples:";
        foreach (var example in command is ArgoCommand known ? known.Examples : Root.Examples)
            yield return $"  {example}";
        yield return "";
        yield return "Usage:";
        yield return $"  {Usage(command)}";
        foreach (var line in
            Section("Commands", command.Subcommands.Select(sub => (sub.Name, sub.Description)))
            .Concat(Section("Arguments", command.Arguments.Select(arg => (Name(arg), arg.Description))))
            .Concat(Section("Options", OwnOptions(command)))
            .Concat(Section("Options of every command", Everywhere(command))))
            yield return line;
    }

    private static IEnumerable<string> Section(
        string title, IEnumerable<(string Name, string? Description)> rows)
    {
        var all = rows.ToArray();
        if (all.Length == 0)
            yield break;
        yield return "";
        yield return $"{title}:";
        var width = all.Max(row => row.Name.Length);
        foreach (var (name, description) in all)
            yield return $"  {name.PadRight(width)}   {description}";
    }

    private static string Usage(Command command) => string.Join(' ', (string[])
    [
        command is RootCommand ? "argo COMMAND" : $"argo {command.Name}",
        .. command.Arguments.Select(
            arg => arg.Arity.MinimumNumberOfValues == 0 ? $"[{Name(arg)}]" : Name(arg)),
        "[options]",
    ]);

    private static IEnumerable<(string, string?)> OwnOptions(Command command) =>
        command.Options.Where(option => !option.Recursive)
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
