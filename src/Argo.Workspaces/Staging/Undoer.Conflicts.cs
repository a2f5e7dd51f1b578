using Argo.Artifacts;
using Argo.Workspaces.Handles;

namespace Argo.Workspaces.Staging;

/// <content>Conflicts as data: what was expected, what is there, where the object before lies, what can be
/// done.</content>
internal sealed partial class Undoer
{
    private UndoOutcome Conflict(
        UndoSight seen, string what, string? path = null, string? found = null, bool canKeepMine = true)
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

    // A process that died in the moment of a swap or an undo, in which another program wrote there as well,
    // may have left that program's version in the stage: collecting it with the stage would lose it. Class C
    // has that window anyway, and there the times of a file can settle late.
    private string? FindTaken(UndoRow row) =>
        new[] { StageEntry.Of(row.Swap), StageEntry.Spare(row.Swap) }.FirstOrDefault(entry =>
            AsOriginal(_stage.Stat(entry)) is { } staged
            && !staged.Identity.IsSameObject(row.Before)
            && !(_mover.GivesBack ? staged.IsStill(row.After) : staged.Identity.IsSameObject(row.After)));

    private UndoOutcome Taken(UndoSight seen, string entry) => Conflict(
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

    private string? KeptAt(UndoSight seen)
    {
        var kept = seen.Staged.IsObject(seen.Row.Before) ? StageEntry.Of(seen.Row.Swap) : seen.Row.BackupName;
        return kept is not null && _stage.Stat(kept) is not null ? _stage.Shown(kept) : null;
    }

    private bool CanKeepMine(UndoSight seen) => seen.Parent is not null && seen.Row.Kind switch
    {
        SwapKind.Overwrite => seen.IsTargetBefore || !seen.IsStagedAfter && HasBefore(seen),
        SwapKind.Delete => seen.IsTargetBefore || HasBefore(seen),
        SwapKind.Chmod => false,
        _ => true,
    };

    private bool HasBefore(UndoSight seen) =>
        seen.IsStagedBefore || seen.Row.BackupName is { } name && _stage.Stat(name).IsObject(seen.Row.Backup);

    private static string ExpectedAt(UndoRow row) => row.Kind switch
    {
        SwapKind.Delete or SwapKind.Move => "nothing",
        SwapKind.Chmod => $"mode {row.ModeAfter}",
        _ => row.After.InWords(),
    };

    private static string Advice(string path, bool canKeepMine, bool restores)
    {
        var quoted = $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";
        var theirs = $"'argo recover --keep-theirs {quoted}' leaves what is there and gives ours up";
        if (!canKeepMine)
            return $"Put right by hand what is in the way and run 'argo recover', or {theirs}.";
        var mine = restores ? "puts the object before back" : "takes it out of the tree";
        return $"'argo recover --keep-mine {quoted}' {mine} and keeps what is there in "
            + $"'{ConfinedRoot.VaultName}/conflicts/'; {theirs}.";
    }
}
