using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <content>Conflicts as data: what was expected, what is there, where the object before lies, what can be
/// done.</content>
internal sealed partial class Undoer
{
    private UndoOutcome Conflict(
        UndoObservation seen, string what, string? path = null, string? found = null, bool canKeepMine = true)
    {
        var (row, kept) = (seen.Row, KeptAt(seen));
        canKeepMine &= CanKeepMine(seen);
        var where = kept is null
            ? ""
            : $" The object before is kept at '{kept}': keep what is there, or move that one back.";
        var conflict = new RollbackConflict
        {
            StepId = row.StepId,
            Swap = row.Swap,
            Path = path ?? row.Path,
            Expected = ExpectedAt(row),
            Found = found ?? seen.Target.InWords(),
            KeptAt = kept,
            CanKeepMine = canKeepMine,
            Advice = Advice(path ?? row.Path, canKeepMine, restores: row.Before is not null),
        };
        return new UndoOutcome(
            row, UndoVerdict.Conflict, $"Swap {row.Swap}: {what}.{where}") { Conflict = conflict };
    }

    /// <summary>
    /// What the undo of a row needs and does not find, as a conflict; null when it can be undone, or needs
    /// nothing any more. Looks only.
    /// </summary>
    public UndoOutcome? FindMissing(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions)
    {
        if (Chose(row, ConflictChoice.KeepTheirs, decisions))
            return null;
        if (!_stage.IsThere())
            return HasEffect(row) ? Gone(row) : null;
        return row.Kind is SwapKind.Overwrite or SwapKind.Delete && !IsSettled(row) && !HasOriginal(row)
            ? Guarded(row, () =>
            {
                using var seen = See(row);
                return Lost(seen);
            })
            : null;
    }

    /// <summary>What a stage that is made anew must say of the rows about which a person decided.</summary>
    public static IEnumerable<string> MarksOf(
        IEnumerable<UndoRow> rows, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
        rows.Where(row => Chose(row, ConflictChoice.KeepTheirs, decisions))
            .Select(row => StageEntry.Kept(row.Swap));

    private bool IsSettled(UndoRow row) => IsReleased(row) || IsPlanMade(row)
        || _stage.Stat(StageEntry.Undone(row.Swap, _markBoot)) is not null;

    /// <summary>
    /// Whether the object before is anywhere that the undo, or one that was stopped, has it.
    /// </summary>
    private bool HasOriginal(UndoRow row)
    {
        var staged = AsOriginal(_stage.Stat(StageEntry.Of(row.Swap)));
        if (staged.IsObject(row.Before)
            || row.BackupName is { } name && _stage.Stat(name).IsObject(row.Backup))
            return true;
        if (staged.IsObject(row.After) && (!_mayBeHalf || !HasParent(row)))
            return true; // it was not applied, or is undone
        if (_mayBeHalf && !IsFirstPlace(row))
            return true; // an earlier row brings it back
        var swaps = _swapsOf.Value[KeyOf(row.Before)].ToList();
        return PlacesOf(row, swaps).Distinct().Any(path => IsSeenAt(path, row.Before))
            || swaps.SelectMany(other => new[] { StageEntry.Of(other.Swap), StageEntry.Spare(other.Swap) })
                .Any(entry => AsOriginal(_stage.Stat(entry)).IsObject(row.Before));
    }

    private bool HasParent(UndoRow row)
    {
        using var parent = OpenParent(PathNow(row.Path, row.Swap), mayBeRefused: true);
        return parent is not null;
    }

    private IEnumerable<string> PlacesOf(UndoRow row, List<UndoRow> swaps) => swaps.Prepend(row)
        .SelectMany(other => new[] { (other.Path, other.Swap), (Path: other.Destination, other.Swap) })
        .Where(place => place.Path is not null)
        .SelectMany(place => new[] { place.Path!, PathNow(place.Path!, place.Swap) });

    // The way there may be refused; then it is not seen there.
    private bool IsSeenAt(string path, FileIdentity? identity)
    {
        try
        {
            return IsAt(path, identity);
        }
        catch (WorkspaceException refusal) when (refusal.Fault is WorkspaceFault.Refused)
        {
            return false;
        }
    }

    /// <summary>Without a stage: whether the swap stands, or nobody can say that it does not.</summary>
    private bool HasEffect(UndoRow row) => row.Kind switch
    {
        SwapKind.Move => IsSeenAt(row.Destination!, row.Before),
        SwapKind.Overwrite or SwapKind.Delete => !IsSeenAt(row.Path, row.Before),
        SwapKind.Chmod => IsSeenAt(row.Path, row.Before)
            && _root.Stat(row.Path)?.OctalMode == row.ModeAfter,
        _ => IsSeenAt(row.Path, row.After),
    };

    private UndoOutcome Gone(UndoRow row)
    {
        var path = row.Destination ?? row.Path;
        var what = $"Swap {row.Swap}: '{path}' was not undone, because the stage of this execution, "
            + $"'{_stage.Shown("")}', is gone: it had ended and was collected, or somebody removed the "
            + "stage, or the store is older than the tree. Nothing was touched.";
        return new UndoOutcome(row, UndoVerdict.Conflict, what)
        {
            Conflict = new RollbackConflict
            {
                StepId = row.StepId,
                Swap = row.Swap,
                Path = path,
                Expected = ExpectedAt(row),
                Found = "what it was before is not in the vault any more",
                Advice = $"Put '{ConfinedRoot.VaultName}' back as it was and run 'argo recover', or "
                    + $"{KeepTheirs(path)}; the rest is undone when nothing is left to decide. Or give "
                    + "all of it up: 'argo recover ID --abandon --reason TEXT' leaves the tree as it is.",
            },
        };
    }

    // A process that died in the moment of a swap or an undo, in which another program wrote there as well,
    // may have left that program's version in the stage: collecting it with the stage would lose it. Class C
    // has that window anyway, and there the times of a file can settle late.
    private string? FindTaken(UndoRow row) =>
        new[] { StageEntry.Of(row.Swap), StageEntry.Spare(row.Swap) }.FirstOrDefault(entry =>
            AsOriginal(_stage.Stat(entry)) is { } staged
            && !staged.Identity.IsSameObject(row.Before)
            && !(_mover.GivesBack ? staged.IsStill(row.After) : staged.Identity.IsSameObject(row.After)));

    private UndoOutcome Taken(UndoObservation seen, string entry) => Conflict(
        seen,
        $"another program changed '{seen.Row.Path}' in the moment in which Argo did, and what it put there "
        + $"was taken out and is kept at '{_stage.Shown(entry)}'"
        + (seen.Row.Before is null || seen.IsTargetBefore || HasBefore(seen)
            ? "" : "; the object before is not in the vault any more"));

    // The way there is refused, so nobody can say what is at its end.
    private static UndoOutcome ConflictOf(UndoRow row, WorkspaceException refusal) =>
        new(row, UndoVerdict.Conflict, refusal.Message)
        {
            Conflict = new RollbackConflict
            {
                StepId = row.StepId,
                Swap = row.Swap,
                Path = row.Path,
                Expected = ExpectedAt(row),
                Found = refusal.Message,
                Advice = Advice(row.Path, canKeepMine: false, restores: row.Before is not null),
            },
        };

    private string? KeptAt(UndoObservation seen)
    {
        var kept = seen.Staged.IsObject(seen.Row.Before) ? StageEntry.Of(seen.Row.Swap) : seen.Row.BackupName;
        return kept is not null && _stage.Stat(kept) is not null ? _stage.Shown(kept) : null;
    }

    private bool CanKeepMine(UndoObservation seen) => seen.Parent is not null && seen.Row.Kind switch
    {
        SwapKind.Overwrite => seen.IsTargetBefore || !seen.IsStagedAfter && HasBefore(seen),
        SwapKind.Delete => seen.IsTargetBefore || HasBefore(seen),
        SwapKind.Chmod => false,
        _ => true,
    };

    private bool HasBefore(UndoObservation seen) =>
        seen.IsStagedBefore || seen.Row.BackupName is { } name && _stage.Stat(name).IsObject(seen.Row.Backup);

    private static string ExpectedAt(UndoRow row) => row.Kind switch
    {
        SwapKind.Delete or SwapKind.Move => "nothing",
        SwapKind.Chmod => $"mode {row.ModeAfter}",
        _ => row.After.InWords(),
    };

    private static string Advice(string path, bool canKeepMine, bool restores)
    {
        var (quoted, theirs) = (Quoted(path), KeepTheirs(path));
        if (!canKeepMine)
            return $"Put right by hand what is in the way and run 'argo recover', or {theirs}.";
        var mine = restores ? "puts the object before back" : "takes it out of the tree";
        return $"'argo recover --keep-mine {quoted}' {mine} and keeps what is there in "
            + $"'{ConfinedRoot.VaultName}/conflicts/'; {theirs}.";
    }

    private static string KeepTheirs(string path) =>
        $"'argo recover --keep-theirs {Quoted(path)}' leaves what is there and gives ours up";

    private static string Quoted(string path) =>
        $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
