using System.Buffers;
using System.Collections.Frozen;
using Argo.Artifacts.Files;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>
/// Whether the plan's own words on the undo of a step fit it. They change nothing of what Argo does, but a
/// planner that leaves a placeholder there has not thought of a way back, and the approver must not be told
/// of one.
/// </summary>
internal static class PlannedUndo
{
    private const string Remedy = "say how the step is undone, or leave rollback_procedure out";

    private static readonly SearchValues<char> Between = SearchValues.Create(" \t\r\n,;:!?()[]{}\"'`");

    private static readonly FrozenSet<string> Placeholders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "todo", "tbd", "tba", "fixme", "fix", "xxx", "maybe", "perhaps", "unknown", "none", "n/a", "unclear");

    private static readonly FrozenSet<string> TakesAway = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "delete", "deletes", "deleting", "remove", "removes", "removing", "rm", "rmdir", "unlink", "discard",
        "drop", "clear", "close", "erase", "destroy");

    private static readonly FrozenSet<string> PutsBack = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "restore", "restores", "restoring", "undo", "undoes", "undelete", "revert", "reverts", "rollback",
        "roll", "rolls", "recover", "recreate", "re-create", "create", "reinstate", "reset", "set", "put",
        "puts", "move", "moves", "mv", "rename", "copy", "cp", "git", "chmod", "change", "write", "rewrite",
        "replace", "swap", "edit", "patch");

    /// <summary>Why they do not; null when they do, or when there are none.</summary>
    public static string? WhyUnfit(StepDraft draft)
    {
        var step = draft.Step;
        if (draft.Changes.Count == 0 || step.RollbackCapability is RollbackCapability.None
            || step.RollbackProcedure is not { } procedure || string.IsNullOrWhiteSpace(procedure))
            return null;
        var quoted = $"its rollback_procedure {Quote(procedure)}";
        var words = WordsOf(procedure, step.Target);
        if (words.Find(Placeholders.Contains) is { } placeholder)
            return $"{quoted} is no procedure ({placeholder}); {Remedy}";
        if (procedure.Any(letter => letter > '\x7f')) // words that are not known here
            return null;
        if (words.Exists(PutsBack.Contains))
            return null;
        if (!words.Exists(TakesAway.Contains))
            return $"{quoted} names no way back, such as restore, revert, move or delete; {Remedy}";
        return Replaced(draft) is { } path
            ? $"{quoted} only takes away, which does not bring {Quote(path)} back; {Remedy}"
            : null;
    }

    /// <summary>A path that has something now which the step replaces, changes or removes.</summary>
    private static string? Replaced(StepDraft draft) => draft.Changes
        .Select(change => change.Path)
        .FirstOrDefault(path =>
            draft.Before.TryGetValue(path, out var print) && print.Kind != EntryKind.Absent);

    /// <summary>Not the step's own path: a file may be named todo.</summary>
    private static List<string> WordsOf(string procedure, string target)
    {
        var words = new List<string>();
        foreach (var range in procedure.AsSpan().SplitAny(Between))
        {
            var word = procedure[range].TrimEnd('.');
            if (word.Length > 0 && word != target && word != RelativePath.Name(target))
                words.Add(word);
        }

        return words;
    }
}
