using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>Undoes swaps where a person has decided about conflicts.</summary>
/// <remarks>
/// A decision is durable before it is carried out. It only ever applies to what still is in conflict:
/// everything else is undone as always. It can be stopped anywhere and run again.
/// </remarks>
internal sealed class DecidedUndo
{
    private readonly UndoContext _context;
    private readonly StageDirectory _stage;
    private readonly Undoer _undoer;
    private readonly ConflictReport _conflicts;
    private readonly MissingOriginals _missing;

    public DecidedUndo(UndoContext context)
    {
        (_context, _stage) = (context, context.Stage);
        _undoer = new Undoer(context);
        _conflicts = new ConflictReport(context);
        _missing = new MissingOriginals(context, _conflicts);
    }

    /// <summary>
    /// Undoes one swap; at a path in conflict, does what was decided for that path. Rows are given in reverse
    /// order. Never throws for what the disk or others did.
    /// </summary>
    public UndoOutcome Undo(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        Undoer.Guarded(row, () =>
    {
        var keepsMine = Chose(row, ConflictChoice.KeepMine, decisions);
        if (decisions.Count > 0 && !keepsMine && _context.IsReleased(row))
            return Kept(row, "it was left to what others put there before");
        var outcome = _undoer.Undo(row);
        if (outcome.Conflict is not { } conflict)
            return outcome;
        if (!decisions.TryGetValue(conflict.Path, out var choice))
            return HoldsWhatWasKept(row, decisions) ? Release(row, conflict) : outcome;
        return choice is ConflictChoice.KeepTheirs ? Release(row, conflict) : PutBack(row, outcome);
    });

    /// <summary>
    /// What the undo of a row needs and does not find, as a conflict; null when it can be undone, or needs
    /// nothing any more. Looks only.
    /// </summary>
    public UndoOutcome? FindMissing(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        Chose(row, ConflictChoice.KeepTheirs, decisions) ? null : _missing.Find(row);

    /// <summary>The marks that a stage which is made anew needs for the rows about which a person
    /// decided.</summary>
    public static IEnumerable<string> MarksOf(
        IEnumerable<UndoRow> rows, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        rows.Where(row => Chose(row, ConflictChoice.KeepTheirs, decisions))
            .Select(row => StageEntry.Kept(row.Swap));

    private static bool Chose(
        UndoRow row, ConflictChoice choice, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        new[] { row.Path, row.Destination }
            .Any(path => path is not null && decisions.TryGetValue(path, out var chosen) && chosen == choice);

    // A directory of the plan in which a person left something to others stays with it: that was decided too.
    private static bool HoldsWhatWasKept(
        UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        row.Kind is SwapKind.CreateDirectory && decisions.Any(decided =>
            decided.Value is ConflictChoice.KeepTheirs && SwapHistory.IsBelow(decided.Key, row.Path));

    private static UndoOutcome Kept(UndoRow row, string how) =>
        new(row, UndoVerdict.Kept, $"'{row.Path}' was kept as a person decided: {how}");

    // The mark comes last: before it the conflict is still there, and the decision is carried out again.
    private UndoOutcome Release(UndoRow row, RollbackConflict conflict)
    {
        var how = $"{conflict.Found} stays";
        if (IsNeededElsewhere(row))
        {
            var kept = TakeToConflicts(row, StageEntry.Of(row.Swap));
            how += $"; the object that had come there by a move is kept at '{kept}'";
        }
        if (SetTakenAside(row) is { } aside)
            how += $"; what others had put there is kept at '{aside}'";
        _stage.Mark(StageEntry.Kept(row.Swap));
        return Kept(row, how);
    }

    // An earlier step had moved it here from its own place. If it were given up, it would be missing there,
    // and nothing would say so.
    private bool IsNeededElsewhere(UndoRow row) =>
        _stage.Stat(StageEntry.Of(row.Swap)).IsObject(row.Before)
        && _context.History.Rows.Any(other => other.Kind is SwapKind.Move && other.Swap < row.Swap
            && other.Before is { } before && before.IsSameObject(row.Before));

    private string TakeToConflicts(UndoRow row, string entry) =>
        _context.Shelf.Keep(_context.At(entry), _stage.Stat(entry)!.Kind, row);

    private string? SetTakenAside(UndoRow row) =>
        _undoer.FindTaken(row) is { } taken ? TakeToConflicts(row, taken) : null;

    // What is in the way leaves the tree first; then the undo finds a free name and goes on as always.
    private UndoOutcome PutBack(UndoRow row, UndoOutcome conflict)
    {
        var aside = SetTakenAside(row) ?? ClearTheWay(row);
        if (aside is null && conflict.Conflict is not { CanKeepMine: true })
            return conflict;
        var outcome = _undoer.Undo(row);
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
        using var seen = _context.Observer.See(row);
        if (!_conflicts.CanKeepMine(seen))
            return null;
        var atDestination = row.Kind is SwapKind.Move && seen.IsTargetBefore;
        var path = atDestination ? row.Destination! : row.Path;
        using var parent = _context.Observer.OpenParent(path, mayBeRefused: false);
        if (parent is null)
            return null;
        var entry = new DirectoryEntryRef(parent, _context.Root.CheckedTarget(path).Leaf);
        return _context.Mover.Look(entry, path) is { } found && !found.Identity.IsSameObject(row.Before)
            ? _context.Shelf.Keep(entry, found.Kind, row)
            : null;
    }
}
