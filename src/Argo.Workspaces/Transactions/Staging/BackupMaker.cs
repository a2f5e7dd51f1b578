using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Transactions.FileSystems;
using Argo.Workspaces.Transactions.Vault;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>
/// Where the order of renames is not sure (classes B and C): a second name, or a second copy, of every file
/// that a
/// swap takes out of the tree, durable before the swap.
/// </summary>
internal sealed class BackupMaker(ConfinedRoot root, StageDirectory stage, ProbedFileSystem fileSystem)
{
    private const int FileMode = 0b110_000_000;
    private readonly IKernel _kernel = root.Kernel;
    private readonly AttributeKeeper _keeper = new(root.Kernel);

    /// <summary>
    /// Adds the backup to an undo row; a directory has none, because it can have no second name.
    /// </summary>
    /// <exception cref="WorkspaceException">It cannot be made.</exception>
    public UndoRow AddTo(UndoRow row, PlannedNode node, SafeFileHandle source)
    {
        if (fileSystem.Class is FileSystemClass.Exchange || node.Stat.Kind is EntryKind.Directory)
            return row;
        var name = StageEntry.Backup(row.Swap);
        if (!TryLink(node, name, row.Path))
            Copy(node, source, name, row.Path);
        var made = stage.Stat(name) ?? throw Errno.NotFound.ToException("find the backup of", row.Path);
        return row with { BackupName = name, Backup = made.Identity };
    }

    private bool TryLink(PlannedNode node, string name, string path)
    {
        if (!fileSystem.HasLinks)
            return false;
        if (node.StageEntry is { } entry)
            return _kernel.Link(stage.At, stage.Entry(entry), stage.At, stage.Entry(name)) is Errno.Ok;
        var bytes = root.Checked(node.DiskPath!);
        using var parent = root.OpenDirectory(RelativeParts.ParentOf(node.DiskPath!));
        if (_kernel.Link(parent, bytes.Leaf, stage.At, stage.Entry(name)) is not Errno.Ok)
            return false; // too many links, or a system that forbids links to the files of others
        if (stage.Stat(name).IsObject(node.Stat.Identity))
            return true;
        throw new WorkspaceException(
            WorkspaceFault.Conflict, $"'{path}' was replaced while it was staged. Make a new dry run.", path);
    }

    private void Copy(PlannedNode node, SafeFileHandle source, string name, string path)
    {
        using var copy = node.Stat.Kind is EntryKind.Symlink
            ? CopyLink(source, name, path)
            : CopyFile(source, name, path);
        _keeper.KeepAll(source, node.Stat, copy, path);
    }

    private SafeFileHandle CopyFile(SafeFileHandle source, string name, string path)
    {
        _kernel.Reopen(source, OpenFor.Read, out var from).OrThrow("read", path);
        using (from)
        {
            _kernel.CreateFile(stage.At, stage.Entry(name), FileMode, out var to).OrThrow("back up", path);
            try
            {
                new ObjectCopier(_kernel, root).Copy(from, to, path);
                return to;
            }
            catch
            {
                to.Dispose();
                throw;
            }
        }
    }

    private SafeFileHandle CopyLink(SafeFileHandle source, string name, string path)
    {
        _kernel.ReadLink(source, PathBytes.Itself, out var target).OrThrow("read the link", path);
        _kernel.MakeLink(stage.At, stage.Entry(name), target).OrThrow("back up", path);
        _kernel.Open(stage.At, stage.Entry(name), OpenFor.Reference, out var to).OrThrow("back up", path);
        return to;
    }
}
