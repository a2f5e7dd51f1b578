using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.Vault;
using static Argo.Workspaces.Transactions.Undo.UndoMoves;

namespace Argo.Workspaces.Transactions.Undo;

/// <summary>Sets a mode back, while it still is the one that was set.</summary>
internal sealed class ChmodUndo(UndoContext context, UndoMoves moves) : ISwapUndo
{
    private readonly IKernel _kernel = context.Root.Kernel;

    /// <inheritdoc/>
    public UndoOutcome Undo(UndoObservation seen)
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
        var errno = _kernel.Open(entry.At, entry.Name, OpenFor.Reference, out var handle);
        if (moves.Refused(errno, seen) is { } conflict)
            return conflict;
        using (handle)
        {
            _kernel.Stat(handle, PathBytes.Itself, out var found).OrThrow("look at", seen.Row.Path);
            if (found.OctalMode != seen.Row.ModeAfter)
                return Nothing(
                    seen.Row, $"the mode is {found.OctalMode}, not the one that was set; it was not touched");
            _kernel.ChangeMode(handle, Octal.Parse(seen.Row.ModeBefore!))
                .OrThrow("put back the mode of", seen.Row.Path);
            _kernel.Stat(handle, PathBytes.Itself, out var now).OrThrow("look at", seen.Row.Path);
            if (now.OctalMode != seen.Row.ModeBefore) // the kernel drops a set-group-id bit without an error
                throw Errno.NotPermitted.ToException("put back the mode of", seen.Row.Path);
            return moves.Done(seen, $"the mode is {seen.Row.ModeBefore} again");
        }
    }

    // Any name of the object that is not where a swap had it: a mode belongs to all of them.
    private DirectoryEntryRef? FindElsewhere(UndoRow row)
    {
        if (!context.MayBeHalf)
            return null;
        var swaps = context.History.SwapsOf(row.Before).ToList();
        var staged = swaps.SelectMany(other => new[] { StageEntry.Of(other.Swap), other.BackupName })
            .OfType<string>().FirstOrDefault(entry => context.Stage.Stat(entry).IsObject(row.Before));
        if (staged is not null)
            return context.At(staged);
        var place = swaps.Where(other => other.Kind is SwapKind.Move && other.Swap < row.Swap)
            .Select(other => context.Observer.PathNow(other.Path, other.Swap))
            .FirstOrDefault(path => context.Observer.IsAt(path, row.Before));
        return place is not null
            ? new DirectoryEntryRef(context.Root.Handle, context.Root.CheckedTarget(place))
            : null;
    }
}
