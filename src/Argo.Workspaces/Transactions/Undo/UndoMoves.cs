using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Transactions.Swapping;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>
/// What the undo of several kinds of swap has in common: objects put back and taken out, and how it ends.
/// </summary>
/// <remarks>
/// After each rename it looks at what came out. Where another program was faster, its object goes back.
/// </remarks>
internal sealed class UndoMoves(UndoContext context, ConflictReport conflicts)
{
    private readonly NameMover _mover = context.Mover;
    private readonly StageDirectory _stage = context.Stage;

    /// <summary>Puts an object in the place of the swap's new one.</summary>
    /// <param name="seen">What was seen of the swap.</param>
    /// <param name="from">Where the object is.</param>
    /// <param name="how">What is said when it went well.</param>
    public UndoOutcome SwapBack(UndoObservation seen, DirectoryEntryRef from, string how)
    {
        if (Refused(_mover.Replace(from, seen.TargetSpot), seen) is { } conflict)
            return conflict;
        if (!_mover.GivesBack || _mover.Look(from, seen.Row.Path)?.IsStill(seen.Row.After) is true)
            return Done(seen, how);
        // Another program wrote just before the rename: its version goes back, and the object before stays in
        // the vault.
        var errno = _mover.Replace(from, seen.TargetSpot);
        return Refused(errno, seen) ?? ChangedMeanwhile(seen, seen.Row.Path);
    }

    /// <summary>Puts the object before from the stage to its free place.</summary>
    public UndoOutcome PlaceBack(UndoObservation seen)
    {
        var errno = _mover.Place(seen.StagedSpot, seen.TargetSpot, seen.Staged!.Kind);
        return Refused(errno, seen) ?? Done(
            seen,
            seen.Row.Kind is SwapKind.Delete
                ? "the object before was put back"
                : "the object before was put back; the new one had been deleted by another program");
    }

    /// <summary>
    /// Puts the second copy of the object before back: on classes B and C it has a second name or copy in the
    /// stage.
    /// </summary>
    public UndoOutcome BringBackCopy(UndoObservation seen)
    {
        if (seen.Row.BackupName is not { } name || !_stage.Stat(name).IsObject(seen.Row.Backup))
        {
            return context.History.IsPlanMade(seen.Row)
                ? Nothing(seen.Row, "what the plan itself had made is gone already")
                : conflicts.Lost(seen);
        }
        var kind = _stage.Stat(name)!.Kind;
        var copy = SecondNameOf(context.At(name), seen.Row, kind);
        const string how = "the second copy of the object before was put back";
        return seen.Target is null
            ? Refused(_mover.Place(copy, seen.TargetSpot, kind), seen) ?? Done(seen, how)
            : SwapBack(seen, copy, how);
    }

    /// <summary>
    /// For an object that a power loss left at neither of its places: puts its second copy back where the
    /// place is free.
    /// </summary>
    public UndoOutcome BringBackMissing(UndoObservation seen) =>
        seen.Target is null ? BringBackCopy(seen) : Foreign(seen);

    /// <summary>Takes the swap's new object out of the tree.</summary>
    public UndoOutcome TakeOut(UndoObservation seen, DirectoryEntryRef to)
    {
        if (Refused(_mover.PlaceInStage(seen.TargetSpot, to, seen.Target!.Kind), seen) is { } conflict)
            return conflict;
        if (context.Observer.Look(to, seen.Row.Path) is { } cameOut && cameOut.IsStill(seen.Row.After))
            return Done(seen, "the new object was taken back");
        var errno = _mover.Place(to, seen.TargetSpot, seen.Target.Kind);
        return Refused(errno, seen) ?? ChangedMeanwhile(seen, seen.Row.Path);
    }

    /// <summary>
    /// A free second name in the stage. An undo that was stopped between taking the second name and giving up
    /// the other one has left it: that name goes first. To rename over it would change nothing and report
    /// success, because both are the same object.
    /// </summary>
    public DirectoryEntryRef FreeSpare(UndoRow row, FileIdentity? ours)
    {
        var entry = StageEntry.Spare(row.Swap);
        if (context.Observer.Staged(entry).IsObject(ours))
            context.Root.Kernel.Unlink(_stage.At, _stage.Entry(entry)).OrThrow("free", _stage.Shown(entry));
        return context.At(entry);
    }

    /// <summary>The swap is undone.</summary>
    public UndoOutcome Done(UndoObservation seen, string how)
    {
        MarkIfNeeded(seen.Row);
        if (seen is { Parent: { } parent, Row.ParentMtimeNs: { } mtime })
            // best effort: a directory's time is not part of the promise
            context.Root.Kernel.SetTimes(parent, null, mtime);
        return new UndoOutcome(seen.Row, UndoVerdict.Undone, how);
    }

    /// <summary>The swap had been undone before; a mark says so to the next undo.</summary>
    public UndoOutcome Back(UndoObservation seen, string why)
    {
        MarkIfNeeded(seen.Row);
        return Nothing(seen.Row, why);
    }

    /// <summary>
    /// What the swap made is not there. While a later swap stands, the path may lead elsewhere than it did:
    /// then no mark says anything to the next undo.
    /// </summary>
    public UndoOutcome Gone(UndoObservation seen, string why) =>
        context.HasUnsettled || seen.Parent is null ? Nothing(seen.Row, why) : Back(seen, why);

    /// <summary>There is nothing to undo.</summary>
    public static UndoOutcome Nothing(UndoRow row, string why) => new(row, UndoVerdict.NothingToDo, why);

    /// <summary>
    /// Another object is at the target. Where it is what an earlier swap had found there, that swap was
    /// undone before; this one is marked, because afterwards the path is free and no longer tells.
    /// </summary>
    public UndoOutcome Foreign(UndoObservation seen) => context.History.IsEarlierState(seen)
        ? Back(seen, "what was there before an earlier swap is back")
        : conflicts.Of(
            seen,
            $"'{seen.Row.Path}' is {seen.Target.InWords()} now, which another program put there. "
            + "It was not touched");

    /// <summary>Another program wrote just before a rename of the undo.</summary>
    public UndoOutcome ChangedMeanwhile(UndoObservation seen, string path) =>
        conflicts.Of(seen, $"'{path}' was changed while it was undone");

    /// <summary>The conflict that a failed rename stands for; null when it did not fail.</summary>
    /// <exception cref="WorkspaceException">The disk failed.</exception>
    public UndoOutcome? Refused(Errno errno, UndoObservation seen)
    {
        if (errno is Errno.Ok)
            return null;
        if (errno is Errno.Exists or Errno.NotFound)
            return conflicts.Of(seen, $"'{seen.Row.Path}' changed while it was undone; run the undo again");
        throw errno.ToException("undo the change of", seen.Row.Path);
    }

    /// <summary>Whether an entry is an empty file by which class C takes a name before it renames.</summary>
    public bool IsReserved(EntryStat? found) => _mover.Reserves
        && found is { Kind: EntryKind.File, Identity.Size: 0 }
        && !context.History.Rows.Any(row => found.IsObject(row.Before) || found.IsObject(row.After));

    // A second undo finds later rows undone; without the mark it would take an object that is no longer in
    // the stage for one that was lost.
    private void MarkIfNeeded(UndoRow row)
    {
        if (row.After is not null && !_stage.Stat(StageEntry.Of(row.Swap)).IsObject(row.After))
            _stage.Mark(StageEntry.Undone(row.Swap, context.MarkBoot));
    }

    // Another name of the second copy, so that it is still in the stage after a power loss in the moment in
    // which it is put back; the copy itself where an object can have one name only.
    private DirectoryEntryRef SecondNameOf(DirectoryEntryRef backup, UndoRow row, EntryKind kind)
    {
        var spare = FreeSpare(row, row.Before);
        return kind is not EntryKind.Directory
            && context.Root.Kernel.Link(backup.At, backup.Name, spare.At, spare.Name) is Errno.Ok
                ? spare
                : backup;
    }
}
