using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Results;
using Spectre.Console;

namespace Argo.Cli.Rendering;

/// <summary>Executions as a table, newest first.</summary>
internal static class ListScreen
{
    /// <summary>As many letters of an id as hold the time it was made and a little more.</summary>
    private const int ShortestId = 20;

    /// <param name="screen">Where.</param>
    /// <param name="rows">The executions.</param>
    /// <param name="isFiltered">Whether there may be others that were not asked for.</param>
    public static void Show(Screen screen, IReadOnlyList<ListRow> rows, bool isFiltered)
    {
        if (rows.Count == 0 && isFiltered)
        {
            screen.Line("No execution fits.");
            screen.Next("argo list   # all of them");
            return;
        }

        if (rows.Count == 0)
        {
            screen.Line("No executions yet.");
            screen.Next("argo demo", "argo run PLAN");
            return;
        }

        var ids = screen.IsTerminal ? Shortened(rows) : [.. rows.Select(row => row.Entry.ExecutionId)];
        var table = Tables.New(screen, framed: false, "id", "state", "#steps", "when", "plan", "workspace");
        table.Columns[0].NoWrap = true; // an id is to be copied
        foreach (var (row, id) in rows.Zip(ids))
        {
            table.AddRow(
                Tables.Cell(id),
                Tables.Cell(State(row), row.IsLeftBehind ? TextStyle.Bad : Words.StyleOf(row.Entry.State)),
                Tables.Cell(row.Result is { } result ? $"{result.StepsSucceeded}/{result.TotalSteps}" : "-"),
                Tables.Cell(screen.Time(row.Entry.SubmittedAt)),
                Tables.Cell(row.Entry.PlanId),
                Tables.Cell(row.Entry.Workspace));
        }

        screen.Table(table);
        Hint(screen, rows);
    }

    /// <summary>Rows that were altered, below those that can be read.</summary>
    public static void Show(Screen screen, IReadOnlyCollection<UnreadableExecution> unreadable)
    {
        foreach (var row in unreadable)
            screen.Line($"{row.ExecutionId} cannot be read: {row.Reason}");
        if (unreadable.Count > 0)
            screen.Next("argo verify --all   # names everything in the store that was altered");
    }

    /// <summary>
    /// Where it stands; what a person kept is not called rolled back, nor what a dead process left running.
    /// </summary>
    private static string State(ListRow row) => row switch
    {
        { IsLeftBehind: true } => "left behind: its process is gone",
        { IsOutOfSight: true } => $"{Word.Of(row.Entry.State)}, in a process not seen from here",
        _ => Words.Of(row.Entry.State, row.Result?.ExecutionStatus),
    };

    /// <summary>The shortest beginnings that tell the ids apart: any command takes them.</summary>
    private static string[] Shortened(IReadOnlyList<ListRow> rows)
    {
        var ids = rows.Select(row => row.Entry.ExecutionId).ToArray();
        var length = ShortestId;
        while (length < ids.Max(id => id.Length) && Heads().Distinct().Count() < ids.Length)
            length++;
        return [.. Heads()];

        IEnumerable<string> Heads() => ids.Select(id => Head(id, length));
    }

    private static string Head(string id, int length) => id.Length <= length ? id : id[..length];

    private static void Hint(Screen screen, IReadOnlyList<ListRow> rows)
    {
        List<string> hints =
        [
            .. rows.Where(row => row is
                { Entry.State: ExecutionState.Halted, Result.ExecutionStatus: ExecutionStatus.Partial })
                .Select(row => $"argo recover {row.Entry.ExecutionId}   # undoes what security halted"),
        ];
        if (rows.Any(row => row.Entry.State is ExecutionState.Parked || row.IsLeftBehind))
            hints.Insert(0, "argo recover   # what a dead process left, or an undo could not finish");
        if (hints.Count > 0)
            screen.Next(hints);
    }
}
