using Argo.Artifacts.Undo;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <content>
/// What a person decided. A decision is durable before it is carried out, and only ever applies to what is in
/// conflict still: everything else follows the table. It can be stopped anywhere and run again.
/// </content>
internal sealed partial class Undoer
{
    /// <summary>Undoes one swap; at a path in conflict, does what was decided for that path.</summary>
    public UndoOutcome Undo(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        Guarded(row, () =>
    {
        if (decisions.Count > 0 && !Chose(row, ConflictChoice.KeepMine, decisions) && IsReleased(row))
            return Kept(row, "it was left to what others put there before");
        var outcome = Undo(row);
        if (outcome.Conflict is not { } conflict)
            return outcome;
        if (!decisions.TryGetValue(conflict.Path, out var choice))
            return HoldsWhatWasKept(row, decisions) ? Release(row, conflict) : outcome;
        return choice is ConflictChoice.KeepTheirs ? Release(row, conflict) : PutBack(row, outcome);
    });

    private static bool Chose(
        UndoRow row, ConflictChoice choice, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        new[] { row.Path, row.Destination }
            .Any(path => path is not null && decisions.TryGetValue(path, out var chosen) && chosen == choice);

    // A directory of the plan in which a person left something to others stays with it: that was decided too.
    private static bool HoldsWhatWasKept(
        UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        row.Kind is SwapKind.CreateDirectory && decisions.Any(decided =>
            decided.Value is ConflictChoice.KeepTheirs
            && decided.Key.StartsWith($"{row.Path}/", StringComparison.Ordinal));

    private bool IsReleased(UndoRow row) => _stage.Stat(StageEntry.Kept(row.Swap)) is not null;

    private static UndoOutcome Kept(UndoRow row, string how) =>
        new(row, UndoVerdict.Kept, $"'{row.Path}' was kept as a person decided: {how}");

    // The mark comes last: before it the conflict is still there, and the decision is carried out again.
    private UndoOutcome Release(UndoRow row, RollbackConflict conflict)
    {
        var how = $"{conflict.Found} stays";
        if (IsNeededElsewhere(row))
            how += $"; the object that had come there by a move is kept at '{TakeToConflicts(row)}'";
        if (SetTakenAside(row) is { } aside)
            how += $"; what others had put there is kept at '{aside}'";
        _stage.Mark(StageEntry.Kept(row.Swap));
        return Kept(row, how);
    }

    // An earlier step had moved it here from its own place: given up, it would be missing there, unseen.
    private bool IsNeededElsewhere(UndoRow row) =>
        _stage.Stat(StageEntry.Of(row.Swap)).IsObject(row.Before)
        && _plan.Rows.Any(other => other.Kind is SwapKind.Move && other.Swap < row.Swap
            && other.Before is { } before && before.IsSameObject(row.Before));

    private string TakeToConflicts(UndoRow row) => TakeToConflicts(row, StageEntry.Of(row.Swap));

    private string TakeToConflicts(UndoRow row, string entry) =>
        _shelf.Keep(new DirectoryEntryRef(_stage.At, _stage.Entry(entry)), _stage.Stat(entry)!.Kind, row);

    private string? SetTakenAside(UndoRow row) =>
        FindTaken(row) is { } taken ? TakeToConflicts(row, taken) : null;

    // What is in the way leaves the tree first; then the table finds a free name and goes on as always.
    private UndoOutcome PutBack(UndoRow row, UndoOutcome conflict)
    {
        var aside = SetTakenAside(row) ?? ClearTheWay(row);
        if (aside is null && conflict.Conflict is not { CanKeepMine: true })
            return conflict;
        var outcome = Undo(row);
        return outcome.Verdict is UndoVerdict.Undone or UndoVerdict.NothingToDo && aside is not null
            ? new UndoOutcome(
                row,
                UndoVerdict.Undone,
                $"{outcome.Detail}; what others had put at '{row.Path}' is kept at '{aside}', as a person "
                + "decided")
            : outcome;
    }

    private string? ClearTheWay(UndoRow row)
    {
        using var seen = See(row);
        if (!CanKeepMine(seen))
            return null;
        var atDestination = row.Kind is SwapKind.Move && seen.IsTargetBefore;
        var path = atDestination ? row.Destination! : row.Path;
        using var parent = OpenParent(path, mayBeRefused: false);
        if (parent is null)
            return null;
        var entry = new DirectoryEntryRef(parent, _root.CheckedTarget(path).Leaf);
        return _mover.Look(entry, path) is { } found && !found.Identity.IsSameObject(row.Before)
            ? _shelf.Keep(entry, found.Kind, row)
            : null;
    }
}
