using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>
/// R2: undoes one swap by what is seen on the disk, never by what is believed to have happened.
/// </summary>
/// <remarks>
/// The stage is looked at first: while it holds the swap's own new object, the swap was not applied, and
/// nothing is done, whatever is at the target. This makes several swaps on one path safe, and the undo
/// idempotent. Where the stage cannot tell, a mark in it does. Objects of other programs are never touched.
/// </remarks>
internal sealed class Undoer
{
    private readonly UndoContext _context;
    private readonly ConflictReport _conflicts;
    private readonly Dictionary<SwapKind, ISwapUndo> _byKind;
    private readonly SortedDictionary<int, UndoOutcome> _unsettled = [];

    public Undoer(UndoContext context)
    {
        _context = context;
        _conflicts = new ConflictReport(context);
        var moves = new UndoMoves(context, _conflicts);
        var powerLoss = new PowerLossRules(context, _conflicts);
        _byKind = new()
        {
            [SwapKind.Overwrite] = new OverwriteUndo(context.Mover, moves, powerLoss, _conflicts),
            [SwapKind.Create] = new CreateUndo(moves, _conflicts),
            [SwapKind.Delete] = new DeleteUndo(moves, powerLoss, _conflicts),
            [SwapKind.CreateDirectory] = new CreateDirectoryUndo(context.Root.Kernel, moves, _conflicts),
            [SwapKind.Move] = new MoveUndo(context, moves, powerLoss, _conflicts),
            [SwapKind.Chmod] = new ChmodUndo(context, moves),
        };
    }

    /// <summary>Undoes one swap; rows are given in reverse order. Never throws for what the disk or others
    /// did.</summary>
    public UndoOutcome Undo(UndoRow row)
    {
        Settle(row, null);
        var outcome = _unsettled.Values.FirstOrDefault(later => HasToWait(row, later)) is { } first
            ? new UndoOutcome(
                row, UndoVerdict.Failed, $"'{row.Path}' waits until swap {first.Row.Swap} is undone")
            : UndoByKind(row);
        Settle(row, outcome);
        return outcome;
    }

    /// <summary>
    /// An entry of the stage that holds an object of another program; null when there is none.
    /// </summary>
    /// <remarks>
    /// A process that died in the moment of a swap or an undo, in which another program wrote there as well,
    /// may have left that program's version in the stage: to collect it with the stage would lose it. On
    /// class C that moment is longer anyway, and the times of a file can settle late.
    /// </remarks>
    public string? FindTaken(UndoRow row) =>
        new[] { StageEntry.Of(row.Swap), StageEntry.Spare(row.Swap) }.FirstOrDefault(entry =>
            _context.Observer.Staged(entry) is { } staged
            && !staged.Identity.IsSameObject(row.Before)
            && !(_context.Mover.GivesBack
                ? staged.IsStill(row.After)
                : staged.Identity.IsSameObject(row.After)));

    /// <summary>Turns what a disk or another program did in the way of an undo into its outcome.</summary>
    public static UndoOutcome Guarded(UndoRow row, Func<UndoOutcome> undo)
    {
        try
        {
            return undo();
        }
        catch (WorkspaceException refusal)
        {
            return refusal.Fault is WorkspaceFault.Io
                ? new UndoOutcome(row, UndoVerdict.Failed, refusal.Message)
                : ConflictReport.OfRefusal(row, refusal);
        }
    }

    private UndoOutcome UndoByKind(UndoRow row) => Guarded(row, () =>
    {
        if (_context.IsMarkedUndone(row))
            return UndoMoves.Nothing(row, "it was undone before");
        using var seen = _context.Observer.See(row);
        return FindTaken(row) is { } taken ? _conflicts.Taken(seen, taken) : _byKind[row.Kind].Undo(seen);
    });

    private void Settle(UndoRow row, UndoOutcome? outcome)
    {
        _unsettled.Remove(row.Swap);
        if (outcome is { Verdict: UndoVerdict.Failed or UndoVerdict.Conflict })
            _unsettled[row.Swap] = outcome;
        _context.HasUnsettled = _unsettled.Count > 0;
    }

    // The next run finds a later swap by its path again: the directories on the way to it must stay, and
    // where the disk failed, also whatever that swap may have left.
    private static bool HasToWait(UndoRow row, UndoOutcome later)
    {
        if (later.Row.Swap < row.Swap)
            return false;
        string?[] own = later.Verdict is UndoVerdict.Failed ? [row.Path, row.Destination] : [row.Destination];
        string?[] its = [later.Row.Path, later.Row.Destination];
        return own.OfType<string>().Any(one => its.OfType<string>().Any(other =>
            one == other
            || SwapHistory.IsBelow(other, one)
            || later.Verdict is UndoVerdict.Failed && SwapHistory.IsBelow(one, other)));
    }
}
