using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting;
using Spectre.Console;

namespace Argo.Cli.Commands;

/// <summary><c>argo workspace add|list|remove</c>: names for directories, given by a person only.</summary>
internal sealed class WorkspaceCommand : ArgoCommand
{
    private readonly Argument<string> _action = new("ACTION")
    {
        Description = "add: give a directory a name; list: all names; remove: take a name back.",
    };

    private readonly Argument<string?> _name = Shared.NotEmpty(new Argument<string?>("NAME")
    {
        Description = "add, remove: the name.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    private readonly Argument<string?> _directory = Shared.NotEmpty(new Argument<string?>("DIR")
    {
        Description = "add: the directory.",
        Arity = ArgumentArity.ZeroOrOne,
    });

    public WorkspaceCommand()
        : base(
            "workspace",
            "Names for workspaces; without one a workspace is meant by its path.",
            "argo workspace add site ~/src/site",
            "argo workspace list",
            "argo workspace remove site    # the directory and its history stay",
            "argo run plan.json --workspace site")
    {
        Add(_action);
        Add(_name);
        Add(_directory);
    }

    public override Task<CommandOutcome> RunAsync(CommandContext context) =>
        (context.Get(_action), context.Get(_name), context.Get(_directory)) switch
        {
            ("add", { } name, { } directory) => AddAsync(context, name, directory),
            ("add", _, _) => throw CliException.Usage("'argo workspace add' takes NAME and DIR.", "DIR"),
            ("list", null, null) => ListAsync(context),
            ("list", _, _) => throw CliException.Usage("'argo workspace list' takes no NAME.", "NAME"),
            ("remove", { } name, null) => RemoveAsync(context, name),
            ("remove", _, _) => throw CliException.Usage("'argo workspace remove' takes one NAME.", "NAME"),
            var (other, _, _) => throw CliException.Usage(
                $"There is no 'argo workspace {Visible.Line(other)}'; there are: add, list, remove.",
                "ACTION"),
        };

    private static async Task<CommandOutcome> AddAsync(CommandContext context, string name, string directory)
    {
        var added = await context.Open<IArgoWorkspaces>()
            .AddAsync(name, directory, Shared.ThisUser, context.Stop).ConfigureAwait(false);
        return new CommandOutcome(
            ExitCode.Done,
            new JsonObject { ["name"] = added.Name, ["root"] = added.Root },
            screen =>
            {
                screen.Line($"{Visible.Line(added.Name)} is {Visible.Line(added.Root)}.", TextStyle.Good);
                screen.Next($"argo run PLAN --workspace {ShellQuoting.Of(added.Name)}");
            });
    }

    private static async Task<CommandOutcome> ListAsync(CommandContext context)
    {
        context.RequireStore();
        var names = await context.Open<IArgoWorkspaces>().ListAsync(context.Stop).ConfigureAwait(false);
        return new CommandOutcome(ExitCode.Done, Document(names), screen => Show(screen, names));
    }

    private static async Task<CommandOutcome> RemoveAsync(CommandContext context, string name)
    {
        context.RequireStore();
        await context.Open<IArgoWorkspaces>().RemoveAsync(name, context.Stop).ConfigureAwait(false);
        return new CommandOutcome(
            ExitCode.Done,
            new JsonObject { ["removed"] = name },
            screen => screen.Line(
                $"{Visible.Line(name)} stands for nothing any more; the directory and its history stay.",
                TextStyle.Good));
    }

    private static JsonObject Document(ImmutableArray<NamedWorkspace> names) => new()
    {
        ["workspaces"] = CliJson.Array(names.Select(one => new JsonObject
        {
            ["name"] = one.Name,
            ["root"] = one.Root,
            ["added_by"] = one.AddedBy,
            ["added_at"] = one.AddedAt?.ToString("O"),
            ["in_force"] = one.IsInForce,
        })),
    };

    private static void Show(Screen screen, ImmutableArray<NamedWorkspace> names)
    {
        if (names.IsEmpty)
            screen.Line("No names yet: a workspace is meant by its path.");
        var table = Tables.New(screen, framed: false, "name", "directory", "by");
        foreach (var one in names)
            table.AddRow(Tables.Cell(one.Name), Tables.Cell(one.Root), Tables.Cell(By(one)));
        if (!names.IsEmpty)
            screen.Table(table);
        if (names.Any(one => !one.IsInForce))
            screen.Next("argo workspace add NAME DIR   # puts a name of an earlier version in force");
        else if (names.IsEmpty)
            screen.Next("argo workspace add NAME DIR");
    }

    private static string By(NamedWorkspace one) =>
        !one.IsInForce ? "an earlier version: stands for nothing" : one.AddedBy ?? "the settings";
}
