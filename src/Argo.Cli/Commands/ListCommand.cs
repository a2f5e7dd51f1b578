using System.CommandLine;
using System.Text.Json.Nodes;
using Argo.Artifacts;
using Argo.Cli.Input;
using Argo.Cli.Screens;

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

    public ListCommand()
        : base(
            "list",
            "Lists executions, newest first.",
            "argo list",
            "argo list --limit 100",
            "argo list --json") =>
        Add(_limit);

    public override async Task<Answer> RunAsync(Call call)
    {
        var archive = await call.OpenArchiveAsync().ConfigureAwait(false);
        var entries = await archive.ListAsync(call.Get(_limit), call.Stop).ConfigureAwait(false);
        var rows = new List<ListRow>();
        foreach (var entry in entries)
        {
            var stored = await archive.FindAsync(entry.ExecutionId, call.Stop).ConfigureAwait(false);
            rows.Add(new ListRow(entry, stored?.Result, stored?.IsLeftBehind is true));
        }

        return new Answer(ExitCode.Done, Document(rows), screen => ListScreen.Show(screen, rows));
    }

    private static JsonObject Document(List<ListRow> rows) => new()
    {
        ["executions"] = CliJson.Array(rows.Select(row =>
        {
            var entry = CliJson.Of(row.Entry).AsObject();
            entry["total_steps"] = row.Result?.TotalSteps;
            entry["process_gone"] = row.IsLeftBehind;
            entry["steps_succeeded"] = row.Result?.StepsSucceeded;
            return entry;
        })),
    };
}
