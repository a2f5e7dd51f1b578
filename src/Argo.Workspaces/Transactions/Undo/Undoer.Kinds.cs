using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Workspaces.Transactions.Undo;

/// <content>The table of undo: for each kind of swap, each state that can be seen, and the act.</content>
internal sealed partial class Undoer
{
    private UndoOutcome UndoOverwrite(UndoObservation seen)
    {
        if (!seen.IsTargetAfter && IsMissing(seen))
            return BringBackMissing(seen);
        if (seen.IsStagedAfter && !seen.IsTargetAfter)
            return Nothing(seen.Row, "the swap was not applied");
        if (seen.IsTargetBefore)
            return Back(seen, "the object before is at its place");
        if (IsForEarlierRow(seen))
            return Nothing(seen.Row, "an earlier swap's undo brings it back");
        if (seen.Parent is null)
            return Conflict(seen, $"the directory of '{seen.Row.Path}' is gone");
        if (seen.Target is null)
            return seen.IsStagedBefore ? PlaceBack(seen) : BringBackCopy(seen);
        if (!seen.IsTargetAfter)
            return Foreign(seen);
        if (!seen.Target.IsStill(seen.Row.After))
            return Edited(seen);
        if (IsPlanMadeAndGone(seen))
            return TakeOut(seen, FreeSpare(seen.Row, seen.Row.After));
        return seen.IsStagedBefore && _mover.GivesBack
            ? SwapBack(seen, seen.StagedSpot, "the object before changed places with the new one")
            : BringBackCopy(seen);
    }

    private UndoOutcome SwapBack(UndoObservation seen, DirectoryEntryRef from, string how)
    {
        if (Refused(_mover.Replace(from, seen.TargetSpot), seen) is { } conflict)
            return conflict;
        if (!_mover.GivesBack || _mover.Look(from, seen.Row.Path)?.IsStill(seen.Row.After) is true)
            return Done(seen, how);
        // Another program wrote in the last moment: its version goes back, the object before stays in the
        // vault.
        var errno = _mover.Replace(from, seen.TargetSpot);
        return Refused(errno, seen) ?? Conflict(seen, $"'{seen.Row.Path}' was changed while it was undone");
    }

    private UndoOutcome PlaceBack(UndoObservation seen)
    {
        var errno = _mover.Place(seen.StagedSpot, seen.TargetSpot, seen.Staged!.Kind);
        return Refused(errno, seen) ?? Done(
            seen,
            seen.Row.Kind is SwapKind.Delete
                ? "the object before was put back"
                : "the object before was put back; the new one had been deleted by another program");
    }

    // Classes B and C: the object before has a second name or copy in the stage.
    private UndoOutcome BringBackCopy(UndoObservation seen)
    {
        if (seen.Row.BackupName is not { } name || !_stage.Stat(name).IsObject(seen.Row.Backup))
            return Lost(seen);
        var kind = _stage.Stat(name)!.Kind;
        var copy = Double(new DirectoryEntryRef(_stage.At, _stage.Entry(name)), seen.Row, kind);
        const string how = "the second copy of the object before was put back";
        return seen.Target is null
            ? Refused(_mover.Place(copy, seen.TargetSpot, kind), seen) ?? Done(seen, how)
            : SwapBack(seen, copy, how);
    }

    private UndoOutcome UndoCreate(UndoObservation seen)
    {
        if (seen.IsStagedAfter && !seen.IsTargetAfter)
            return IsReserved(seen.Target) ? Reserved(seen) : Nothing(seen.Row, "the swap was not applied");
        if (seen.Target is null)
            return Gone(seen, "the new object is gone already");
        if (!seen.IsTargetAfter)
            return Foreign(seen);
        if (!seen.Target.IsStill(seen.Row.After))
            return Edited(seen);
        return TakeOut(seen, seen.IsStagedAfter ? FreeSpare(seen.Row, seen.Row.After) : seen.StagedSpot);
    }

    private UndoOutcome TakeOut(UndoObservation seen, DirectoryEntryRef to)
    {
        if (Refused(_mover.PlaceInStage(seen.TargetSpot, to, seen.Target!.Kind), seen) is { } conflict)
            return conflict;
        if (Look(to, seen.Row.Path) is { } cameOut && cameOut.IsStill(seen.Row.After))
            return Done(seen, "the new object was taken back");
        var errno = _mover.Place(to, seen.TargetSpot, seen.Target.Kind);
        return Refused(errno, seen) ?? Conflict(seen, $"'{seen.Row.Path}' was changed while it was undone");
    }

    private UndoOutcome UndoDelete(UndoObservation seen)
    {
        if (IsMissing(seen))
            return BringBackMissing(seen);
        if (seen.IsStagedAfter)
            return Nothing(seen.Row, "the swap was not applied");
        if (seen.IsTargetBefore)
            return Back(seen, "the object before is at its place");
        if (IsForEarlierRow(seen))
            return Nothing(seen.Row, "an earlier swap's undo brings it back");
        if (seen.Parent is null)
            return Conflict(seen, $"the directory of '{seen.Row.Path}' is gone");
        if (seen.Target is not null)
            return Foreign(seen);
        return seen.IsStagedBefore ? PlaceBack(seen) : BringBackCopy(seen);
    }

    private UndoOutcome UndoCreateDirectory(UndoObservation seen)
    {
        if (seen.IsStagedAfter)
            return Nothing(seen.Row, "the swap was not applied");
        if (seen.Target is null)
            return Gone(seen, "the new directory is gone already");
        if (!seen.IsTargetAfter)
            return Foreign(seen);
        // Never renamed away: what another program has put into it stays where that program will look for it.
        var errno = _root.Kernel.RemoveDirectory(seen.Parent!, seen.Name);
        if (errno is Errno.NotEmpty or Errno.Exists)
        {
            return Conflict(
                seen,
                $"the new directory '{seen.Row.Path}' holds what another program put there",
                found: "the new directory, with what another program put into it");
        }
        return Refused(errno, seen) ?? Done(seen, "the new directory was removed");
    }

    private UndoOutcome UndoMove(UndoObservation seen)
    {
        var row = seen.Row;
        var path = PathNow(row.Destination!, row.Swap);
        using var parent = OpenParent(path, mayBeRefused: false);
        var there = parent is null ? null : Look(parent, path);
        if (!there.IsObject(row.Before))
            return UndoMoveOfAnother(seen, there);
        var destination = new DirectoryEntryRef(parent!, _root.CheckedTarget(path).Leaf);
        if (seen.IsTargetBefore)
        {
            // Class C between its two calls, or a rename of which a power cut kept half. Else the other name
            // is another hard link of the object, which an earlier swap has brought there.
            return _mover.GivesBack && !_mayBeHalf
                ? Nothing(row, "the move was not applied")
                : TakeAside(seen, destination, there!);
        }

        if (seen.Parent is null && IsAboveNotMade(row))
            return Nothing(row, "the move was not applied");
        if (seen.Parent is null && IsForEarlierRow(seen) && there!.Kind is not EntryKind.Directory)
            return TakeAside(seen, destination, there);
        if (seen.Parent is null)
            return Conflict(
                seen, $"the directory of '{row.Path}' is gone; the object is still at '{row.Destination}'");
        if (seen.Target is not null)
            return IsEarlierState(seen) ? TakeAside(seen, destination, there!) : Foreign(seen);
        if (Refused(_mover.Place(destination, seen.TargetSpot, there!.Kind), seen) is { } conflict)
            return conflict;
        if (!Look(seen.TargetSpot, row.Path).IsObject(row.Before))
            return GiveBack(seen, destination, there.Kind);
        if (row.DestinationParentMtimeNs is { } mtime)
            _root.Kernel.SetTimes(parent!, null, mtime);
        return Done(seen, "the object was moved back");
    }

    /// <summary>What is at the destination, if anything, is not the object that the move brings
    /// there.</summary>
    private UndoOutcome UndoMoveOfAnother(UndoObservation seen, EntryStat? there)
    {
        if (IsMissing(seen))
            return BringBackMissing(seen) is var outcome && IsReserved(there) ? Reserved(seen) : outcome;
        if (IsReserved(there))
            return Reserved(seen);
        return IsReplaced(seen, there)
            ? Replaced(seen, there!)
            : Nothing(seen.Row, "the move was not applied");
    }

    // A directory that the plan makes above it is still in the stage, or an undo that was stopped has removed
    // it again: what is at the destination came there by an earlier swap, or was brought back there.
    private bool IsAboveNotMade(UndoRow row) => _plan.Rows.Any(made =>
        made.Kind is SwapKind.CreateDirectory
        && made.Swap < row.Swap
        && IsBelow(row.Path, made.Path)
        && (_stage.Stat(StageEntry.Of(made.Swap)).IsObject(made.After) || IsRemoved(made)));

    private bool IsRemoved(UndoRow made)
    {
        using var seen = See(made);
        return !seen.IsTargetAfter;
    }

    private UndoOutcome TakeAside(UndoObservation seen, DirectoryEntryRef destination, EntryStat there)
    {
        var row = seen.Row;
        var spare = FreeSpare(row, row.Before);
        if (Refused(_mover.PlaceInStage(destination, spare, there.Kind), seen) is { } conflict)
            return conflict;
        if (Look(spare, row.Path).IsObject(row.Before))
            return Done(seen, "the new name was taken back");
        // Another program took the name in the last moment: it goes back.
        var errno = _mover.Place(spare, destination, there.Kind);
        return Refused(errno, seen) ?? Conflict(seen, $"'{row.Destination}' was changed while it was undone");
    }

    // Another program took the moved object's place in the last moment, and what it put there came along: it
    // goes back.
    private UndoOutcome GiveBack(UndoObservation seen, DirectoryEntryRef destination, EntryKind kind)
    {
        var row = seen.Row;
        var errno = _mover.Place(seen.TargetSpot, destination, kind);
        return Refused(errno, seen) ?? Conflict(seen, $"'{row.Destination}' was changed while it was undone");
    }

    private UndoOutcome UndoChmod(UndoObservation seen)
    {
        var elsewhere = FindElsewhere(seen.Row);
        if (seen.IsTargetBefore && elsewhere is { } other)
            PutBackMode(seen, other); // the object itself, where a copy stands in for it
        var entry = seen.IsTargetBefore ? seen.TargetSpot : elsewhere;
        if (entry is { } found)
            return PutBackMode(seen, found);
        return Nothing(seen.Row, seen.Target is null
            ? "nothing is there"
            : $"another object is there, {seen.Target.InWords()}; its mode was not touched");
    }

    private UndoOutcome PutBackMode(UndoObservation seen, DirectoryEntryRef entry)
    {
        var errno = _root.Kernel.Open(entry.At, entry.Name, OpenFor.Reference, out var handle);
        if (Refused(errno, seen) is { } conflict)
            return conflict;
        using (handle)
        {
            _root.Kernel.Stat(handle, PathBytes.Itself, out var found).OrThrow("look at", seen.Row.Path);
            if (found.OctalMode != seen.Row.ModeAfter)
                return Nothing(
                    seen.Row, $"the mode is {found.OctalMode}, not the one that was set; it was not touched");
            _root.Kernel.ChangeMode(handle, Octal.Parse(seen.Row.ModeBefore!))
                .OrThrow("put back the mode of", seen.Row.Path);
            _root.Kernel.Stat(handle, PathBytes.Itself, out var now).OrThrow("look at", seen.Row.Path);
            if (now.OctalMode != seen.Row.ModeBefore) // a set-group-id bit is dropped silently
                throw Errno.NotPermitted.ToException("put back the mode of", seen.Row.Path);
            return Done(seen, $"the mode is {seen.Row.ModeBefore} again");
        }
    }

    // Class C takes a free name with an empty file before it renames; a crash between the two leaves that
    // file, and
    // nobody can tell it from somebody else's: it is reported, not removed.
    private UndoOutcome Reserved(UndoObservation seen) => Conflict(
        seen,
        $"'{seen.Row.Destination ?? seen.Row.Path}' is an empty file (0 bytes), left by Argo when it was "
        + "interrupted or made by another program. It was not touched; remove it if it is not yours",
        path: seen.Row.Destination,
        found: "an empty file (0 bytes)");

    // Moved there, then replaced by another program: the object is nowhere, and its old place is empty.
    private bool IsReplaced(UndoObservation seen, EntryStat? there) => there is not null
        && seen is { Parent: not null, Target: null }
        && IsFirstPlace(seen.Row)
        && !_swapsOf.Value[KeyOf(seen.Row.Before)].Any(other => IsReleased(other)
            || _stage.Stat(StageEntry.Of(other.Swap)).IsObject(seen.Row.Before));

    private UndoOutcome Replaced(UndoObservation seen, EntryStat there) => Conflict(
        seen,
        $"'{seen.Row.Path}' was moved to '{seen.Row.Destination}', and another program has replaced it "
        + "there. What is there was not touched",
        path: seen.Row.Destination,
        found: there.InWords(),
        canKeepMine: false);

    private bool IsReserved(EntryStat? found) => _mover.Reserves
        && found is { Kind: EntryKind.File, Identity.Size: 0 }
        && !_plan.Rows.Any(row => found.IsObject(row.Before) || found.IsObject(row.After));
}
