using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Access;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Swapping;
using Argo.Workspaces.Transactions.Vault;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>
/// P1 and P2: resolves each change and makes its new object in the stage; the tree itself is only read.
/// </summary>
/// <remarks>
/// Every change has an entry, a swap and an undo row of its own, also when several touch one path.
/// </remarks>
internal sealed class Stager(ConfinedRoot root, StageDirectory stage, ProbedFileSystem fileSystem)
{
    private const int PrivateFile = 0b110_000_000;
    private readonly IKernel _kernel = root.Kernel;
    private readonly PlannedTree _tree = new(root);
    private readonly ObjectCopier _copier = new(root.Kernel, root);
    private readonly AttributeKeeper _keeper = new(root.Kernel);
    private readonly BackupMaker _backups = new(root, stage, fileSystem);
    private readonly TargetRules _rules = new(root);
    private readonly ExpectedTreeReader _trees = new(root, byIdentity: !fileSystem.CopiesUp);
    private readonly ExpectedTreeFile _treeFiles = new(root.Kernel, stage, byIdentity: !fileSystem.CopiesUp);
    private readonly NewObjectRights _rights = new(root.Kernel, root.Credentials);

    /// <summary>Stages one change as the swap of this number.</summary>
    /// <exception cref="WorkspaceException">
    /// Refused, in conflict with what is there, or the disk fails.
    /// </exception>
    public StagedSwap Stage(int stepId, int swap, Change change)
    {
        root.CheckedTarget(change.Path);
        var directory = _rules.NeedDirectory(_tree, change.Path, change is not Change.SetMode);
        var parent = Settled(directory, change.Path)!;
        var node = Settled(_tree.Look(change.Path), change.Path);
        var row = new UndoRow
        {
            StepId = stepId,
            Swap = swap,
            Kind = SwapKind.Create,
            Path = change.Path,
            Before = node?.Stat.Identity,
            ParentMtimeNs = MtimeOf(parent),
        };
        return change switch
        {
            Change.PutFile put => PutFile(row, put, parent, node),
            Change.MakeDirectory make => MakeDirectory(row, make, parent, node),
            Change.Remove remove => Remove(row, remove, parent, node),
            Change.Rename rename => Rename(row, rename, parent, node),
            Change.SetMode set => SetMode(row, set, parent, node),
            _ => throw new InvalidOperationException($"No swap does '{change.GetType().Name}'."),
        };
    }

    /// <summary>What a step is to copy, as it is when the step's turn comes.</summary>
    /// <exception cref="WorkspaceException">It is not there any more, or cannot be read.</exception>
    public ExpectedObject SourceOf(string path)
    {
        var node = Settled(_tree.Look(path), path) ?? throw Errno.NotFound.ToException("look at", path);
        return new ExpectedObject(path, node.Stat.Identity, TreeOf(node));
    }

    /// <summary>
    /// What a directory will hold after all that is staged so far; null when the object is no longer there.
    /// </summary>
    public ExpectedObject? InTheEnd(ExpectedObject directory) =>
        _tree.Look(directory.Path) is { Stat.Kind: EntryKind.Directory } node
        && node.Stat.Identity.IsSameObject(directory.Identity)
            ? directory with { Tree = _trees.Read(node) }
            : null;

    private ExpectedTree? TreeOf(PlannedNode node) =>
        node.Stat.Kind is EntryKind.Directory ? _trees.Read(node) : null;

    private StagedSwap PutFile(UndoRow row, Change.PutFile put, PlannedNode parent, PlannedNode? before)
    {
        if (before is not null)
            _rules.NeedReplaceable(_tree, before, put.Path);
        using var file = Create(row);
        _copier.Write(put.Content, file, put.Path);
        if (before is null)
        {
            _rights.Give(file, EntryKind.File, Gives(parent, put.Path), put.Mode, put.Path);
        }
        else
        {
            using var source = Open(before, put.Path);
            _keeper.Keep(source, before.Stat, file, put.Path);
            var kept = before.Stat.Mode & ~AttributeKeeper.SetIdBits;
            _kernel.ChangeMode(file, put.Mode ?? kept).OrThrow("set the mode of", put.Path);
            row = _backups.AddTo(row with { Kind = SwapKind.Overwrite }, before, source);
        }
        return Made(row, file, parent);
    }

    private StagedSwap MakeDirectory(
        UndoRow row, Change.MakeDirectory make, PlannedNode parent, PlannedNode? before)
    {
        TargetRules.NeedFree(before, make.Path);
        using var directory = CreateDirectory(row);
        _rights.Give(directory, EntryKind.Directory, Gives(parent, make.Path), make.Mode, make.Path);
        return Made(row with { Kind = SwapKind.CreateDirectory }, directory, parent);
    }

    private StagedSwap Remove(UndoRow row, Change.Remove remove, PlannedNode parent, PlannedNode? before)
    {
        _rules.NeedMovable(_tree, before, remove.Path, remove.Kind, isMoved: true);
        using var source = Open(before!, remove.Path);
        row = _backups.AddTo(row with { Kind = SwapKind.Delete }, before!, source);
        using var placeholder = before!.Stat.Kind is EntryKind.Directory ? CreateDirectory(row) : Create(row);
        var tree = TreeOf(before);
        if (tree is not null)
            _treeFiles.Write(row.Swap, tree, row.Path);
        row = row with { After = StatOf(placeholder, row.Path).Identity };
        _tree.Put(row.Path, null);
        return new StagedSwap(row, before.Stat.Kind, parent.Stat.Identity, Tree: tree);
    }

    private StagedSwap Rename(UndoRow row, Change.Rename rename, PlannedNode parent, PlannedNode? before)
    {
        root.CheckedTarget(rename.Destination);
        var isMoved = RelativeParts.ParentOf(rename.Path) != RelativeParts.ParentOf(rename.Destination);
        _rules.NeedMovable(_tree, before, rename.Path, kind: null, isMoved);
        TargetRules.NeedOutside(rename.Path, rename.Destination);
        var directory = _rules.NeedDirectory(_tree, rename.Destination, changesNames: true);
        var destination = Settled(directory, rename.Destination)!;
        TargetRules.NeedFree(_tree.Look(rename.Destination), rename.Destination);
        var tree = TreeOf(before!);
        _tree.Put(rename.Path, null);
        _tree.Put(rename.Destination, before);
        row = row with
        {
            Kind = SwapKind.Move,
            Destination = rename.Destination,
            DestinationParentMtimeNs = MtimeOf(destination),
        };
        if (before!.StageEntry is null)
        {
            using var source = Open(before, rename.Path);
            row = _backups.AddTo(row, before, source); // a move between two directories can be lost half way
        }
        return new StagedSwap(row, before.Stat.Kind, parent.Stat.Identity, destination.Stat.Identity, tree);
    }

    private StagedSwap SetMode(UndoRow row, Change.SetMode set, PlannedNode parent, PlannedNode? before)
    {
        _rules.NeedChangeableInPlace(_tree, before, set.Path, set.Mode);
        row = row with
        {
            Kind = SwapKind.Chmod,
            ModeBefore = before!.Stat.OctalMode,
            ModeAfter = Octal.Of(set.Mode),
        };
        _tree.Put(row.Path, before with
        {
            Stat = before.Stat with { Mode = set.Mode },
            HasPlannedMode = true,
        });
        return new StagedSwap(row, before.Stat.Kind, parent.Stat.Identity);
    }

    private StagedSwap Made(UndoRow row, SafeFileHandle made, PlannedNode parent)
    {
        var stat = StatOf(made, row.Path);
        _tree.Put(row.Path, new PlannedNode(stat) { StageEntry = StageEntry.Of(row.Swap) });
        return new StagedSwap(row with { After = stat.Identity }, stat.Kind, parent.Stat.Identity);
    }

    private static long? MtimeOf(PlannedNode parent) =>
        parent.DiskPath is null ? null : parent.Stat.Identity.MtimeNs;

    private SafeFileHandle Create(UndoRow row)
    {
        var name = stage.Entry(StageEntry.Of(row.Swap));
        _kernel.CreateFile(stage.At, name, PrivateFile, out var file).OrThrow("stage", row.Path);
        return file;
    }

    private SafeFileHandle CreateDirectory(UndoRow row)
    {
        var name = stage.Entry(StageEntry.Of(row.Swap));
        _kernel.MakeDirectory(stage.At, name, VaultDirectory.PrivateMode).OrThrow("stage", row.Path);
        _kernel.Open(stage.At, name, OpenFor.DirectoryReference, out var directory)
            .OrThrow("stage", row.Path);
        return directory;
    }

    private SafeFileHandle Open(PlannedNode node, string path)
    {
        if (_tree.OpenOnDisk(node) is { } onDisk)
            return onDisk;
        if (node.StageEntry is null)
            throw Errno.NotFound.ToException("open", path);
        _kernel.Open(stage.At, stage.Entry(node.StageEntry), OpenFor.Reference, out var staged)
            .OrThrow("open", path);
        return staged;
    }

    private EntryStat StatOf(SafeFileHandle handle, string path)
    {
        _kernel.Stat(handle, PathBytes.Itself, out var stat).OrThrow("look at the staged object for", path);
        return stat;
    }

    private Inheritance Gives(PlannedNode parent, string path)
    {
        using var directory = Open(parent, path);
        return Inheritance.Of(
            ObjectRights.Of(parent.Stat, null), _kernel.Acl(directory, PosixAcl.DefaultAttribute));
    }

    // overlayfs gives an object of the lower layer another identity on its first change: make that happen
    // now, by
    // opening a file for writing, or by setting a directory's time to what it is.
    private PlannedNode? Settled(PlannedNode? node, string path)
    {
        if (!fileSystem.CopiesUp || node is not { DiskPath: { } onDisk })
            return node;
        using (var reference = Open(node, path))
        {
            if (node.Stat.Kind is EntryKind.Directory)
                SettleDirectory(reference, node.Stat, path);
            else if (node.Stat.Kind is EntryKind.File
                && _kernel.Reopen(reference, OpenFor.ReadWrite, out var file) is Errno.Ok)
                file.Dispose();
        }
        var settled = root.Stat(onDisk) ?? throw Errno.NotFound.ToException("look at", path);
        return node with { Stat = settled with { Mode = node.Stat.Mode } };
    }

    // Only its owner may; another user's directory stays as it is, and the swap compares its identity.
    private void SettleDirectory(SafeFileHandle directory, EntryStat stat, string path)
    {
        var errno = _kernel.SetTimes(directory, null, stat.Identity.MtimeNs);
        if (errno is not (Errno.NotPermitted or Errno.AccessDenied))
            errno.OrThrow("prepare", path);
    }
}
