using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Artifacts.Executions;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting;

namespace Argo.Cli.Commands;

/// <summary><c>argo list</c>: what was done, newest first.</summary>
internal sealed class ListCommand : ArgoCommand
{
    private readonly Option<int> _limit = new("--limit")
    {
        Description = "How many at most.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
        CustomParser = limit => WholeNumbers.Parse(limit, 1, 10_000),
    };

    private readonly Option<ExecutionState?> _state = new("--state")
    {
        Description = "Only those in this state, such as completed or rolled_back.",
        HelpName = "STATE",
        CustomParser = States.Parse,
    };

    private readonly Option<DateTimeOffset?> _since = new("--since")
    {
        Description = "Only those submitted then or later: a date, a time, or how long ago, such as 7d.",
        HelpName = "TIME",
        CustomParser = result => TimestampArgument.Parse(result, TimeProvider.System),
    };

    public ListCommand()
        : base(
            "list",
            "Lists executions, newest first.",
            "argo list",
            "argo list --workspace . --since 7d     # of this directory, of the last week",
            "argo list --state rolled_back --limit 100",
            "argo list --json")
    {
        Add(_limit);
        Add(_state);
        Add(_since);
    }

    public override async Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var archive = context.OpenStored<IArgoArchive>();
        var request = new ListRequest
        {
            Limit = context.Get(_limit),
            State = context.Get(_state),
            Since = context.Get(_since),
            WorkspaceRoot = await RootAsync(context).ConfigureAwait(false),
        };
        var entries = await archive.ListAsync(request, context.Stop).ConfigureAwait(false);
        var rows = new List<ListRow>();
        foreach (var entry in entries)
        {
            var stored = await archive.FindAsync(entry.ExecutionId, context.Stop).ConfigureAwait(false);
            rows.Add(new ListRow(entry, stored?.Result, stored?.IsLeftBehind is true,
                stored?.IsOutOfSight is true));
        }

        var unreadable = await archive.ListUnreadableAsync(context.Stop).ConfigureAwait(false);
        return new CommandOutcome(ExitCode.Done, Document(rows, unreadable), screen =>
        {
            ListScreen.Show(screen, rows, isFiltered: request != new ListRequest { Limit = request.Limit });
            ListScreen.Show(screen, unreadable);
        });
    }

    private static JsonObject Document(
        List<ListRow> rows, IEnumerable<UnreadableExecution> unreadable) => new()
    {
        ["unreadable"] = CliJson.Array(unreadable.Select(JsonNode (row) => new JsonObject
        {
            ["execution_id"] = row.ExecutionId, ["reason"] = row.Reason,
        })),
        ["executions"] = CliJson.Array(rows.Select(
            row => ExecutionJson.OfEntry(row.Entry, row.Result, row.IsLeftBehind))),
    };

    /// <summary>A directory that is gone is still the root of what was done there.</summary>
    private static async Task<string?> RootAsync(CommandContext context)
    {
        if (context.Get(GlobalOptions.Workspace) is not { } given)
            return null;
        if (given.Contains(Path.DirectorySeparatorChar) && !Directory.Exists(given))
            return Path.TrimEndingDirectorySeparator(Path.GetFullPath(given));
        var host = context.Open<IArgo>();
        return (await host.ResolveWorkspaceAsync(given, null, context.Stop).ConfigureAwait(false)).Root;
    }
}
