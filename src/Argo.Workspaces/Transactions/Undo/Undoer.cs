using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Swapping;
using Argo.Workspaces.Transactions.Vault;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>
/// R2: undoes one swap by what is seen on the disk, never by what is believed to have happened.
/// </summary>
/// <remarks>
/// The stage is looked at first: while it holds the swap's own new object, the swap was not applied, and
/// nothing is
/// done, whatever is at the target. This makes several swaps on one path safe, and the whole idempotent.
/// Where the
/// stage cannot say it, a mark does. What is foreign is never touched.
/// </remarks>
internal sealed partial class Undoer
{
    private readonly ConfinedRoot _root;
    private readonly StageDirectory _stage;
    private readonly NameMover _mover;
    private readonly ConflictShelf _shelf;
    private readonly UndoPlan _plan;
    private readonly string? _markBoot;
    private readonly bool _mayBeHalf;
    private readonly SortedDictionary<int, UndoOutcome> _unsettled = [];
    private readonly Dictionary<(ulong Inode, long BirthNs), FileIdentity> _originals;
    private readonly Lazy<ILookup<(ulong Inode, long BirthNs)?, UndoRow>> _swapsOf;

    /// <param name="markBoot">This start of the machine where marks need it, else null.</param>
    public Undoer(
        ConfinedRoot root,
        StageDirectory stage,
        NameMover mover,
        ConflictShelf shelf,
        UndoPlan plan,
        string? markBoot)
    {
        (_root, _stage, _mover) = (root, stage, mover);
        (_shelf, _plan, _markBoot) = (shelf, plan, markBoot);
        _mayBeHalf = markBoot is not null && markBoot != plan.BootId;
        _swapsOf = new(() => BySwappedObject(plan));
        _originals = plan.Rows
            .Where(row => row is { Backup: not null, Before: not null }
                && !row.Backup.IsSameObject(row.Before))
            .ToDictionary(row => (row.Backup!.Inode, row.Backup.BirthNs), row => row.Before!);
    }

    /// <summary>Undoes one swap; rows are given in reverse order. Never throws for what the disk or others
    /// did.</summary>
    public UndoOutcome Undo(UndoRow row)
    {
        _unsettled.Remove(row.Swap);
        var outcome = _unsettled.Values.FirstOrDefault(later => HasToWait(row, later)) is { } first
            ? new UndoOutcome(
                row, UndoVerdict.Failed, $"'{row.Path}' waits until swap {first.Row.Swap} is undone")
            : UndoByTable(row);
        if (outcome.Verdict is UndoVerdict.Failed or UndoVerdict.Conflict)
            _unsettled[row.Swap] = outcome;
        return outcome;
    }

    // The next run finds a later swap by its path again: what leads there must stay, and where the disk
    // failed in the middle, whatever it may have left as well.
    private static bool HasToWait(UndoRow row, UndoOutcome later)
    {
        if (later.Row.Swap < row.Swap)
            return false;
        string?[] own = later.Verdict is UndoVerdict.Failed ? [row.Path, row.Destination] : [row.Destination];
        string?[] its = [later.Row.Path, later.Row.Destination];
        return own.OfType<string>().Any(one => its.OfType<string>().Any(other =>
            one == other
            || IsBelow(other, one)
            || later.Verdict is UndoVerdict.Failed && IsBelow(one, other)));
    }

    private UndoOutcome UndoByTable(UndoRow row) => Guarded(row, () =>
    {
        if (_stage.Stat(StageEntry.Undone(row.Swap, _markBoot)) is not null)
            return Nothing(row, "it was undone before");
        using var seen = See(row);
        if (FindTaken(row) is { } taken)
            return Taken(seen, taken);
        return row.Kind switch
        {
            SwapKind.Overwrite => UndoOverwrite(seen),
            SwapKind.Create => UndoCreate(seen),
            SwapKind.Delete => UndoDelete(seen),
            SwapKind.CreateDirectory => UndoCreateDirectory(seen),
            SwapKind.Move => UndoMove(seen),
            _ => UndoChmod(seen),
        };
    });

    private static UndoOutcome Guarded(UndoRow row, Func<UndoOutcome> undo)
    {
        try
        {
            return undo();
        }
        catch (WorkspaceException refusal)
        {
            return refusal.Fault is WorkspaceFault.Io
                ? new UndoOutcome(row, UndoVerdict.Failed, refusal.Message)
                : ConflictOf(row, refusal);
        }
    }

    private UndoObservation See(UndoRow row)
    {
        var path = PathNow(row.Path, row.Swap);
        var name = _root.CheckedTarget(path).Leaf;
        var staged = AsOriginal(_stage.Stat(StageEntry.Of(row.Swap)));
        var parent = OpenParent(path, mayBeRefused: staged.IsObject(row.After));
        try
        {
            var target = parent is null ? null : Look(parent, path);
            return new UndoObservation(row, parent, name, target, staged, StagedSpot(row));
        }
        catch
        {
            parent?.Dispose();
            throw;
        }
    }

    // Null when the directory is missing, or a file has its place as before a step made it; also when a link
    // has taken its place and the swap was not applied.
    private SafeFileHandle? OpenParent(string path, bool mayBeRefused)
    {
        var parent = RelativeParts.ParentOf(path);
        var bytes = _root.CheckedTarget(path).Parent;
        try
        {
            return _root.TryOpen(bytes, parent, OpenFor.DirectoryReference);
        }
        catch (WorkspaceException refusal) when (refusal.Fault is WorkspaceFault.Refused)
        {
            if (mayBeRefused || IsFileOnTheWay(bytes))
                return null;
            throw;
        }
    }

    private bool IsFileOnTheWay(PathBytes path)
    {
        for (; !path.IsItself; path = path.Parent)
        {
            if (TryOpen(path) is not { } there)
                continue;
            using (there)
            {
                // a link that the plan itself had moved away or deleted counts as what was there before
                _root.Kernel.Stat(there, PathBytes.Itself, out var stat).OrThrow("look at", path.ToString());
                return stat.Kind is EntryKind.File || stat.Kind is EntryKind.Symlink
                    && _plan.Rows.Any(row => stat.Identity.IsSameObject(row.Before));
            }
        }
        return false;
    }

    // Null also where a link is further up: then that is what is asked about next.
    private SafeFileHandle? TryOpen(PathBytes path)
    {
        try
        {
            return _root.TryOpen(path, path.ToString(), OpenFor.Reference);
        }
        catch (WorkspaceException refusal) when (refusal.Fault is WorkspaceFault.Refused)
        {
            return null;
        }
    }

    // A copy that stands in for a lost original counts as that original.
    private EntryStat? Look(SafeFileHandle parent, string path) =>
        Look(new DirectoryEntryRef(parent, _root.CheckedTarget(path).Leaf), path);

    private EntryStat? Look(DirectoryEntryRef entry, string path) => AsOriginal(_mover.Look(entry, path));

    private EntryStat? AsOriginal(EntryStat? found)
    {
        if (found is null
            || !_originals.TryGetValue((found.Identity.Inode, found.Identity.BirthNs), out var original))
        {
            return found;
        }
        return found with
        {
            Identity = found.Identity with { Inode = original.Inode, BirthNs = original.BirthNs },
        };
    }

    private DirectoryEntryRef StagedSpot(UndoRow row) =>
        new(_stage.At, _stage.Entry(StageEntry.Of(row.Swap)));

    private DirectoryEntryRef SpareSpot(UndoRow row) =>
        new(_stage.At, _stage.Entry(StageEntry.Spare(row.Swap)));

    // An undo that was stopped between taking the spare name and giving the other one up has left it: that
    // name goes first. To rename over it would change nothing, and say that it went well, because both are
    // the same object.
    private DirectoryEntryRef FreeSpare(UndoRow row, FileIdentity? ours)
    {
        var entry = StageEntry.Spare(row.Swap);
        if (AsOriginal(_stage.Stat(entry)).IsObject(ours))
            _root.Kernel.Unlink(_stage.At, _stage.Entry(entry)).OrThrow("free", _stage.Shown(entry));
        return SpareSpot(row);
    }

    private UndoOutcome Done(UndoObservation seen, string how)
    {
        MarkIfNeeded(seen.Row);
        if (seen is { Parent: { } parent, Row.ParentMtimeNs: { } mtime })
            // best effort: a directory's time is not part of the promise
            _root.Kernel.SetTimes(parent, null, mtime);
        return new UndoOutcome(seen.Row, UndoVerdict.Undone, how);
    }

    private UndoOutcome Back(UndoObservation seen, string why)
    {
        MarkIfNeeded(seen.Row);
        return Nothing(seen.Row, why);
    }

    // While a later swap stands, the path may lead elsewhere than it did: then nothing is said for the next
    // run.
    private UndoOutcome Gone(UndoObservation seen, string why) =>
        _unsettled.Count > 0 || seen.Parent is null ? Nothing(seen.Row, why) : Back(seen, why);

    // So that a second run, which finds later rows undone, does not take "gone from the stage" for a loss.
    private void MarkIfNeeded(UndoRow row)
    {
        if (row.After is not null && !_stage.Stat(StageEntry.Of(row.Swap)).IsObject(row.After))
            _stage.Mark(StageEntry.Undone(row.Swap, _markBoot));
    }

    private static UndoOutcome Nothing(UndoRow row, string why) => new(row, UndoVerdict.NothingToDo, why);

    // Marked, because the undo of that earlier swap frees the path, which then says nothing of this one.
    private UndoOutcome Foreign(UndoObservation seen) => IsEarlierState(seen)
        ? Back(seen, "what was there before an earlier swap is back")
        : Conflict(
            seen,
            $"'{seen.Row.Path}' is {seen.Target.InWords()} now, which another program put there. "
            + "It was not touched");

    private UndoOutcome Edited(UndoObservation seen) => Conflict(
        seen,
        $"'{seen.Row.Path}' was edited by another program after Argo wrote it: "
        + $"expected {seen.Row.After.InWords()}, found {seen.Target.InWords()}. It was not touched");

    private UndoOutcome Lost(UndoObservation seen) => IsPlanMade(seen.Row)
        ? Nothing(seen.Row, "what the plan itself had made is gone already")
        : Conflict(
            seen,
            $"the object that was at '{seen.Row.Path}' before ({seen.Row.Before.InWords()}) "
            + $"is not in the vault any more. {WhereToLook(seen.Row)}");

    private string WhereToLook(UndoRow row) => LostAndFound.Find(_root, row.Before!) is { } found
        ? $"It lies in '{found}', where a check of the file system has put it: move it back to '{row.Path}', "
            + "or into the vault, and run 'argo recover'"
        : "Restore it from your own backup";

    private bool IsPlanMade(UndoRow row) => _plan.Rows.Any(earlier =>
        earlier.Swap < row.Swap && earlier.After?.IsSameObject(row.Before) is true);

    private UndoOutcome? Refused(Errno errno, UndoObservation seen)
    {
        if (errno is Errno.Ok)
            return null;
        if (errno is Errno.Exists or Errno.NotFound)
            return Conflict(seen, $"'{seen.Row.Path}' changed while it was undone; run the undo again");
        throw errno.ToException("undo the change of", seen.Row.Path);
    }
}
