using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Native.Linux;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>The system calls on names: what makes, moves, removes and lists them.</summary>
internal sealed class SimulatedNames(SimulatedKernel kernel, SimulatedDisk disk)
{
    private const int LinkMode = 0b111_111_111;

    public Errno CreateFile(SafeFileHandle at, PathBytes name, int mode, out SafeFileHandle handle)
    {
        var errno = Make(at, name, EntryKind.File, mode, [], out var made);
        handle = KernelResult.NoHandle;
        return errno is Errno.Ok ? kernel.Give(made!, out handle) : errno;
    }

    public Errno MakeDirectory(SafeFileHandle at, PathBytes name, int mode) =>
        Make(at, name, EntryKind.Directory, mode, [], out _);

    public Errno MakeLink(SafeFileHandle at, PathBytes name, ReadOnlySpan<byte> target) =>
        Make(at, name, EntryKind.Symlink, LinkMode, target.ToArray(), out _);

    public Errno Link(SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to)
    {
        if (kernel.Reach(CallKind.Link, GoesThroughStage(fromAt, toAt)) is var no and not Errno.Ok)
            return no;
        if (kernel.Find(fromAt, from, out var node) is var lost and not Errno.Ok)
            return lost;
        if (kernel.Enter(toAt, to, out var directory, out var name) is var away and not Errno.Ok)
            return away;
        if (directory.Names.ContainsKey(name))
            return Errno.Exists;
        if (node.Kind is EntryKind.Directory || !disk.Traits.HasLinks)
            return Errno.NotPermitted;
        if (directory.Links == 0)
            return Errno.NotFound;
        kernel.Commit(new Edit.Entry(directory.Id, name, node.Id, disk.Now()));
        return Errno.Ok;
    }

    public Errno Rename(
        SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to, RenameMode mode)
    {
        if (kernel.Reach(CallKind.Rename, GoesThroughStage(fromAt, toAt)) is var no and not Errno.Ok)
            return no;
        if (kernel.Enter(fromAt, from, out var source, out var oldName) is var lost and not Errno.Ok)
            return lost;
        if (kernel.Enter(toAt, to, out var target, out var newName) is var away and not Errno.Ok)
            return away;
        if (disk.Live.Find(source, oldName) is not { } moved || target.Links == 0)
            return Errno.NotFound;
        var there = disk.Live.Find(target, newName);
        if (WhyNot(moved, there, target, source, mode) is var refusal and not Errno.Ok)
            return refusal;
        if (there == moved)
            return Errno.Ok; // two names of one object: nothing happens, and it "went well"
        var now = disk.Now();
        kernel.Commit(
            new Edit.Entry(target.Id, newName, moved.Id, now),
            new Edit.Entry(source.Id, oldName, mode is RenameMode.Exchange ? there!.Id : null, now));
        return Errno.Ok;
    }

    public Errno Unlink(SafeFileHandle at, PathBytes name) => Remove(at, name, isDirectory: false);

    public Errno RemoveDirectory(SafeFileHandle at, PathBytes name) => Remove(at, name, isDirectory: true);

    public Errno ReadLink(SafeFileHandle at, PathBytes name, out byte[] target)
    {
        target = [];
        if (kernel.Reach(CallKind.Look) is var no and not Errno.Ok)
            return no;
        var errno = kernel.Find(at, name, out var node);
        if (errno is Errno.Ok)
            target = node.Bytes;
        return errno is Errno.Ok && node.Kind is not EntryKind.Symlink ? Errno.Invalid : errno;
    }

    public Errno ReadNames(SafeFileHandle directory, out List<byte[]> names)
    {
        names = [];
        if (kernel.Reach(CallKind.Look) is var no and not Errno.Ok)
            return no;
        names.AddRange(kernel.NodeOf(directory).Names.Keys.Select(Encoding.Latin1.GetBytes));
        return Errno.Ok;
    }

    private Errno Make(
        SafeFileHandle at, PathBytes path, EntryKind kind, int mode, byte[] bytes, out Node? made)
    {
        made = null;
        if (kernel.Reach(CallKind.Make, GoesThroughStage(at, at)) is var no and not Errno.Ok)
            return no;
        if (kernel.Enter(at, path, out var directory, out var name) is var away and not Errno.Ok)
            return away;
        if (directory.Names.ContainsKey(name))
            return Errno.Exists;
        if (directory.Links == 0)
            return Errno.NotFound;
        made = disk.NewNode(kind);
        (made.Mode, made.Bytes) = (mode, bytes);
        made.Uid = made.Gid = kernel.EffectiveUser;
        kernel.Commit(new Edit.Make(made), new Edit.Entry(directory.Id, name, made.Id, disk.Now()));
        return Errno.Ok;
    }

    private Errno Remove(SafeFileHandle at, PathBytes path, bool isDirectory)
    {
        if (kernel.Reach(CallKind.Unlink, GoesThroughStage(at, at)) is var no and not Errno.Ok)
            return no;
        if (kernel.Enter(at, path, out var directory, out var name) is var away and not Errno.Ok)
            return away;
        if (disk.Live.Find(directory, name) is not { } node)
            return Errno.NotFound;
        if (node.Kind is EntryKind.Directory != isDirectory)
            return isDirectory ? Errno.NotADirectory : Errno.IsADirectory;
        if (node.Names.Count > 0)
            return Errno.NotEmpty;
        kernel.Commit(new Edit.Entry(directory.Id, name, null, disk.Now()));
        return Errno.Ok;
    }

    // In the kernel's order: what is there is looked at before the file system is asked about the flags.
    private Errno WhyNot(Node moved, Node? there, Node target, Node source, RenameMode mode)
    {
        if (mode is RenameMode.NoReplace && there is not null)
            return Errno.Exists;
        if (mode is RenameMode.Exchange && there is null)
            return Errno.NotFound;
        if (IsSameOrBelow(target, moved) || mode is RenameMode.Exchange && IsSameOrBelow(source, there!))
            return Errno.Invalid;
        if (mode is not RenameMode.Replace)
            return disk.Traits.Exchanges ? Errno.Ok : Errno.Invalid;
        if (there is null || there == moved)
            return Errno.Ok;
        if (there.Kind is EntryKind.Directory != moved.Kind is EntryKind.Directory)
            return moved.Kind is EntryKind.Directory ? Errno.NotADirectory : Errno.IsADirectory;
        return there.Names.Count > 0 ? Errno.NotEmpty : Errno.Ok;
    }

    private bool IsSameOrBelow(Node node, Node above)
    {
        for (; node.Id != disk.Live.RootId; node = disk.Live[node.Parent])
        {
            if (node == above)
                return true;
        }
        return false;
    }

    // Stages are addressed from the handle of the directory that holds them.
    private bool GoesThroughStage(SafeFileHandle one, SafeFileHandle other) =>
        disk.Live.Find(disk.Live.Root, ".argo") is { } vault
        && disk.Live.Find(vault, "x") is { } stages
        && (kernel.NodeOf(one) == stages || kernel.NodeOf(other) == stages);
}
