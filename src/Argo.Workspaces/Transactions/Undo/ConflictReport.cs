using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>
/// Conflicts as data: what the undo expected, what is there, where the object before is kept, and what a
/// person can do.
/// </summary>
internal sealed class ConflictReport(UndoContext context)
{
    private readonly StageDirectory _stage = context.Stage;

    /// <summary>A swap that cannot be undone, because another program changed something.</summary>
    /// <param name="seen">What was seen of it.</param>
    /// <param name="what">What is in the way, in words.</param>
    /// <param name="path">Where; null for the swap's path.</param>
    /// <param name="found">What is there, in words; null for the target.</param>
    /// <param name="canKeepMine">Whether <c>--keep-mine</c> can put the object before back.</param>
    public UndoOutcome Of(
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

    /// <summary>The way to the path is refused, so what is at its end cannot be known.</summary>
    public static UndoOutcome OfRefusal(UndoRow row, WorkspaceException refusal) =>
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

    /// <summary>Another program changed the new object after Argo made it.</summary>
    public UndoOutcome Edited(UndoObservation seen) => Of(
        seen,
        $"'{seen.Row.Path}' was edited by another program after Argo wrote it: "
        + $"expected {seen.Row.After.InWords()}, found {seen.Target.InWords()}. It was not touched");

    /// <summary>The object before is neither in the tree nor in the stage.</summary>
    public UndoOutcome Lost(UndoObservation seen) => Of(
        seen,
        $"the object that was at '{seen.Row.Path}' before ({seen.Row.Before.InWords()}) "
        + $"is not in the vault any more. {WhereToLook(seen.Row)}");

    /// <summary>
    /// An object of another program is in the stage: the process died in the moment of a swap or an undo in
    /// which that program wrote as well.
    /// </summary>
    public UndoOutcome Taken(UndoObservation seen, string entry) => Of(
        seen,
        $"another program changed '{seen.Row.Path}' in the moment in which Argo did, and what it put there "
        + $"was taken out and is kept at '{_stage.Shown(entry)}'"
        + (seen.Row.Before is null || seen.IsTargetBefore || HasBefore(seen)
            ? "" : "; the object before is not in the vault any more"));

    /// <summary>The whole stage is gone, and the swap stands.</summary>
    public UndoOutcome WithoutStage(UndoRow row)
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

    /// <summary>
    /// Class C takes a free name with an empty file before it renames. A crash between the two leaves that
    /// file, which cannot be told from another program's: it is reported, not removed.
    /// </summary>
    public UndoOutcome Reserved(UndoObservation seen) => Of(
        seen,
        $"'{seen.Row.Destination ?? seen.Row.Path}' is an empty file (0 bytes), left by Argo when it was "
        + "interrupted or made by another program. It was not touched; remove it if it is not yours",
        path: seen.Row.Destination,
        found: "an empty file (0 bytes)");

    /// <summary>Whether <c>--keep-mine</c> can put the object before back.</summary>
    public bool CanKeepMine(UndoObservation seen) => seen.Parent is not null && seen.Row.Kind switch
    {
        SwapKind.Overwrite => seen.IsTargetBefore || !seen.IsStagedAfter && HasBefore(seen),
        SwapKind.Delete => seen.IsTargetBefore || HasBefore(seen),
        SwapKind.Chmod => false,
        _ => true,
    };

    /// <summary>Whether the stage has the object before, or its second copy.</summary>
    public bool HasBefore(UndoObservation seen) =>
        seen.IsStagedBefore || seen.Row.BackupName is { } name && _stage.Stat(name).IsObject(seen.Row.Backup);

    private string WhereToLook(UndoRow row) => LostAndFound.Find(context.Root, row.Before!) is { } found
        ? $"It lies in '{found}', where a check of the file system has put it: move it back to '{row.Path}', "
            + "or into the vault, and run 'argo recover'"
        : "Restore it from your own backup";

    private string? KeptAt(UndoObservation seen)
    {
        var kept = seen.Staged.IsObject(seen.Row.Before) ? StageEntry.Of(seen.Row.Swap) : seen.Row.BackupName;
        return kept is not null && _stage.Stat(kept) is not null ? _stage.Shown(kept) : null;
    }

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
