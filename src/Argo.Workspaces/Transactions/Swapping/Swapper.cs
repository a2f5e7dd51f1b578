using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Swapping;

/// <summary>
/// P6: makes one staged change visible by one system call, and looks at what came out. Not what was staged
/// against:
/// it is put back at once, and the step fails.
/// </summary>
internal sealed class Swapper(
    ConfinedRoot root, StageDirectory stage, NameMover mover, ConflictShelf shelf, string? markBoot)
{
    private readonly IKernel _kernel = root.Kernel;
    private readonly ContentCheck _content = new(root);

    /// <summary>Makes a swap. When it throws, the swap does not stand.</summary>
    /// <exception cref="WorkspaceException">Conflict, fenced, or the disk refuses.</exception>
    public void Make(StagedSwap swap)
    {
        var row = swap.Row;
        using var parent = OpenParent(row.Path, swap.Parent);
        var target = new DirectoryEntryRef(parent, root.CheckedTarget(row.Path).Leaf);
        var staged = StagedSpot(row);
        switch (row.Kind)
        {
            case SwapKind.Overwrite:
                Overwrite(row, target, staged);
                break;
            case SwapKind.Create or SwapKind.CreateDirectory:
                NeedStaged(row);
                Judge(mover.Place(staged, target, swap.Kind), row, target);
                break;
            case SwapKind.Delete:
                Delete(swap, target, staged);
                break;
            case SwapKind.Move:
                Move(swap, target);
                break;
            default:
                ChangeMode(row, target);
                break;
        }
    }

    private void Overwrite(UndoRow row, DirectoryEntryRef target, DirectoryEntryRef staged)
    {
        NeedStaged(row);
        NeedBefore(row, target);
        Judge(mover.Replace(staged, target), row, target);
        if (!mover.GivesBack)
            return;
        if (stage.Stat(StageEntry.Of(row.Swap)) is { } cameOut && cameOut.IsStill(row.Before))
            return;
        NeedNotRemoved(row);
        // Another program replaced or changed it in the last moment, and its object is in the stage now.
        if (mover.Replace(staged, target) is Errno.Ok)
        {
            if (stage.Stat(StageEntry.Of(row.Swap)).IsObject(row.After))
                throw Changed(
                    row, "another program changed it in the moment of the swap; its version was put back");
            mover.Replace(staged, target); // it replaced ours too meanwhile: its newest version goes back
        }
        throw Changed(row, $"another program changed it twice around the swap; {KeepForeign(row, staged)}");
    }

    private void Delete(StagedSwap swap, DirectoryEntryRef target, DirectoryEntryRef staged)
    {
        var row = swap.Row;
        NeedStaged(row);
        NeedBefore(row, target);
        Judge(mover.PlaceOverPlaceholder(target, staged), row, target);
        var cameOut = stage.Stat(StageEntry.Of(row.Swap));
        if (cameOut is null)
        {
            NeedNotRemoved(row);
            throw FencedOr(row, "what was taken out is no longer in the stage");
        }

        var how = cameOut.IsStill(row.Before)
            ? ContentChange(swap, staged)
            : "another program changed it in the moment of the swap";
        if (how is null)
            return;
        if (mover.Place(staged, target, cameOut.Kind) is not Errno.Ok)
            throw Changed(row, $"{how}, and has taken its place; {KeepForeign(row, staged)}");
        MarkUndone(row);
        throw Changed(row, $"{how}; its version was put back");
    }

    // What another program put into a directory, or wrote below it, must not go with it. A directory that
    // cannot be read any more is not known to be what was approved either.
    private string? ContentChange(StagedSwap swap, DirectoryEntryRef directory)
    {
        if (swap.Tree is not { } expected)
            return null;
        try
        {
            return _content.Difference(expected, directory, swap.Row.Path) is { } difference
                ? $"another program changed what is in it: {difference}"
                : null;
        }
        catch (WorkspaceException unreadable)
        {
            return $"what is in it could not be compared ({unreadable.Message})";
        }
    }

    private void Move(StagedSwap swap, DirectoryEntryRef source)
    {
        var row = swap.Row;
        NeedNotFenced(row);
        NeedBefore(row, source);
        using var parent = OpenParent(row.Destination!, swap.DestinationParent!);
        var destination = new DirectoryEntryRef(parent, root.CheckedTarget(row.Destination!).Leaf);
        Judge(mover.Place(source, destination, swap.Kind), row, source);
        var isSame = mover.Look(destination, row.Destination!) is { } arrived && arrived.IsStill(row.Before);
        var how = isSame
            ? ContentChange(swap, destination)
            : "another program changed it in the moment of the move";
        if (how is null)
            return;
        var back = mover.Place(destination, source, swap.Kind);
        throw Changed(
            row, $"{how}; it {(back is Errno.Ok ? "was put back" : $"is at '{row.Destination}' now")}");
    }

    private void ChangeMode(UndoRow row, DirectoryEntryRef target)
    {
        _kernel.Open(target.At, target.Name, OpenFor.Reference, out var handle).OrThrow("open", row.Path);
        using (handle)
        {
            _kernel.Stat(handle, PathBytes.Itself, out var found).OrThrow("look at", row.Path);
            if (!found.IsStill(row.Before) || found.OctalMode != row.ModeBefore)
                throw Changed(row, $"it is {((EntryStat?)found).InWords()}, mode {found.OctalMode} now");
            NeedNotFenced(row);
            _kernel.ChangeMode(handle, Octal.Parse(row.ModeAfter!)).OrThrow("change the mode of", row.Path);
        }
    }

    private SafeFileHandle OpenParent(string path, FileIdentity expected)
    {
        var parentPath = RelativeParts.ParentOf(path);
        var parent = root.OpenDirectory(parentPath);
        if (_kernel.Stat(parent, PathBytes.Itself, out var found) is Errno.Ok
            && found.Identity.IsSameObject(expected))
            return parent;
        parent.Dispose();
        throw new WorkspaceException(
            WorkspaceFault.Conflict,
            $"'{path}' cannot be changed: its directory '{parentPath}' was replaced. Make a new dry run.",
            path);
    }

    private void NeedBefore(UndoRow row, DirectoryEntryRef target)
    {
        var found = mover.Look(target, row.Path);
        if (found is null || !found.IsStill(row.Before))
            throw Changed(row, $"it is {found.InWords()} now");
    }

    // A move or a chmod does not go through the stage: without this look, a process that was paused would
    // make all that are left, and not only the one that was on its way.
    private void NeedNotFenced(UndoRow row)
    {
        if (!stage.IsThere())
            throw FencedOr(row, "");
    }

    // After a swap: without the stage nobody can say whether what came out of the tree is what was approved.
    private void NeedNotRemoved(UndoRow row)
    {
        if (!stage.IsThere() && !stage.IsClaimedElsewhere())
            throw new WorkspaceException(
                WorkspaceFault.Conflict,
                $"'{row.Path}' was changed, and then the stage '{stage.Shown("")}' was removed, with what "
                + "was taken out of the tree.",
                row.Path);
    }

    private void NeedStaged(UndoRow row)
    {
        if (!stage.Stat(StageEntry.Of(row.Swap)).IsObject(row.After))
            throw FencedOr(row, "the staged object is not the one that was made");
    }

    // A refusal may only mean that the world changed between the look and the call: that is said instead.
    private void Judge(Errno errno, UndoRow row, DirectoryEntryRef target)
    {
        if (errno is Errno.Ok)
            return;
        if (!stage.IsThere())
            throw FencedOr(row, "");
        if (errno is Errno.Exists)
            throw Changed(row, $"'{row.Destination ?? row.Path}' has been taken by another program");
        if (row.Before is not null)
            NeedBefore(row, target);
        throw errno.ToException("change", row.Path);
    }

    private string KeepForeign(UndoRow row, DirectoryEntryRef staged)
    {
        if (stage.Stat(StageEntry.Of(row.Swap)) is not { } foreign || foreign.IsStill(row.After))
            return "nothing of it was lost";
        if (foreign.Identity.IsSameObject(row.Before)) // the undo needs it there
            return $"what was taken out is kept at '{stage.Shown(StageEntry.Of(row.Swap))}'";
        try
        {
            return $"the version that was taken out is kept at '{shelf.Keep(staged, foreign.Kind, row)}'";
        }
        catch (WorkspaceException)
        {
            return $"the version that was taken out is kept at '{stage.Shown(StageEntry.Of(row.Swap))}'";
        }
    }

    private void MarkUndone(UndoRow row) => stage.Mark(StageEntry.Undone(row.Swap, markBoot));

    private DirectoryEntryRef StagedSpot(UndoRow row) => new(stage.At, stage.Entry(StageEntry.Of(row.Swap)));

    private WorkspaceException FencedOr(UndoRow row, string why) => stage.IsThere()
        ? new(
            WorkspaceFault.Conflict,
            $"'{row.Path}' cannot be changed: {why}. Look at '{stage.Shown("")}', then make a new dry run.",
            row.Path)
        : new(
            WorkspaceFault.Fenced,
            stage.IsClaimedElsewhere()
                ? $"'{row.Path}' was not changed: another process took this execution over. See its result."
                : $"'{row.Path}' was not changed: the stage '{stage.Shown("")}' was removed, with what the "
                    + "steps before had taken out of the tree.",
            row.Path);

    private static WorkspaceException Changed(UndoRow row, string how) => new(
        WorkspaceFault.Conflict,
        $"'{row.Path}' was changed by another program: {how}; staged was {row.Before.InWords()}. "
        + "Nothing of it is overwritten. Make a new dry run.",
        row.Path);
}
