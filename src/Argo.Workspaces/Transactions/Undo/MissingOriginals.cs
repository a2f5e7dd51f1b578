using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>Looks, before the first undo, whether everything is there that the undo needs.</summary>
internal sealed class MissingOriginals(UndoContext context, ConflictReport conflicts)
{
    private readonly UndoObserver _observer = context.Observer;
    private readonly StageDirectory _stage = context.Stage;

    /// <summary>
    /// What the undo of a row needs and does not find, as a conflict; null when it can be undone, or needs
    /// nothing any more.
    /// </summary>
    public UndoOutcome? Find(UndoRow row)
    {
        if (!_stage.IsThere())
            return HasEffect(row) ? conflicts.WithoutStage(row) : null;
        return row.Kind is SwapKind.Overwrite or SwapKind.Delete && !IsSettled(row) && !HasOriginal(row)
            ? Undoer.Guarded(row, () =>
            {
                using var seen = _observer.See(row);
                return conflicts.Lost(seen);
            })
            : null;
    }

    private bool IsSettled(UndoRow row) =>
        context.IsReleased(row) || context.History.IsPlanMade(row) || context.IsMarkedUndone(row);

    // Whether the object before is anywhere where an undo, also one that was stopped, has it.
    private bool HasOriginal(UndoRow row)
    {
        var staged = _observer.Staged(StageEntry.Of(row.Swap));
        if (staged.IsObject(row.Before)
            || row.BackupName is { } name && _stage.Stat(name).IsObject(row.Backup))
            return true;
        if (staged.IsObject(row.After) && (!context.MayBeHalf || !HasParent(row)))
            return true; // it was not applied, or is undone
        if (context.MayBeHalf && !context.History.IsFirstPlace(row))
            return true; // an earlier row brings it back
        var swaps = context.History.SwapsOf(row.Before).ToList();
        return PlacesOf(row, swaps).Distinct().Any(path => _observer.IsSeenAt(path, row.Before))
            || swaps.SelectMany(other => new[] { StageEntry.Of(other.Swap), StageEntry.Spare(other.Swap) })
                .Any(entry => _observer.Staged(entry).IsObject(row.Before));
    }

    private bool HasParent(UndoRow row)
    {
        using var parent = _observer.OpenParent(_observer.PathNow(row.Path, row.Swap), mayBeRefused: true);
        return parent is not null;
    }

    private IEnumerable<string> PlacesOf(UndoRow row, List<UndoRow> swaps) => swaps.Prepend(row)
        .SelectMany(other => new[] { (other.Path, other.Swap), (Path: other.Destination, other.Swap) })
        .Where(place => place.Path is not null)
        .SelectMany(place => new[] { place.Path!, _observer.PathNow(place.Path!, place.Swap) });

    // Without a stage: whether the swap stands, or it cannot be known that it does not.
    private bool HasEffect(UndoRow row) => row.Kind switch
    {
        SwapKind.Move => _observer.IsSeenAt(row.Destination!, row.Before),
        SwapKind.Overwrite or SwapKind.Delete => !_observer.IsSeenAt(row.Path, row.Before),
        SwapKind.Chmod => _observer.IsSeenAt(row.Path, row.Before)
            && context.Root.Stat(row.Path)?.OctalMode == row.ModeAfter,
        _ => _observer.IsSeenAt(row.Path, row.After),
    };
}
