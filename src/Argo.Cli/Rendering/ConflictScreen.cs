using Argo.Artifacts.Undo;
using Argo.Hosting;
using Spectre.Console;

namespace Argo.Cli.Rendering;

/// <summary>What is in the way of undos, for people.</summary>
internal static class ConflictScreen
{
    public static void Show(Screen screen, IReadOnlyCollection<ParkedExecution> parked)
    {
        if (parked.Count == 0)
            screen.Line("No undo has met a conflict.");
        foreach (var one in parked)
            Show(screen, one);
    }

    /// <summary>The table of one execution's conflicts, and what can be done about each.</summary>
    public static void Table(Screen screen, IReadOnlyCollection<RollbackConflict> conflicts)
    {
        var table =
            Tables.New(screen, framed: true, "#step", "path", "expected", "found", "the object before");
        foreach (var conflict in conflicts)
        {
            table.AddRow(
                Tables.Cell($"{conflict.StepId}"),
                Tables.Cell(conflict.Path, TextStyle.Strong),
                Tables.Cell(conflict.Expected),
                Tables.Cell(conflict.Found, TextStyle.Bad),
                Tables.Cell(conflict.KeptAt ?? "-"));
        }

        screen.Table(table);
        foreach (var conflict in conflicts)
            screen.Line($"- {Visible.Line(conflict.Path)}: {Visible.Line(conflict.Advice)}");
    }

    private static void Show(Screen screen, ParkedExecution one)
    {
        var id = Visible.Line(one.Entry.ExecutionId);
        screen.Line($"{id} in {Words.Workspace(one.Entry)}", TextStyle.Strong);
        if (one.Unreadable is { } why)
            screen.Line($"Its journal cannot be read: {Visible.Line(why)}", TextStyle.Bad);
        if (!one.Conflicts.IsEmpty)
            Table(screen, one.Conflicts);
        else
            foreach (var line in one.Left)
                screen.Line($"- {Visible.Line(line)}", TextStyle.Bad);
        screen.Next($"argo recover {id}   # tries the undo again");
    }
}
