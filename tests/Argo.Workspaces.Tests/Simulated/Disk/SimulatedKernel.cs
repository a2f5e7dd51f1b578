using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Native;
using Argo.Workspaces.Native.Linux;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Transactions;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>The system calls of one process on a simulated disk.</summary>
internal sealed class SimulatedKernel : IKernel
{
    private const nint FirstHandle = 0x4000_0000; // /proc knows no such descriptor
    private readonly Dictionary<nint, int> _open = [];
    private readonly SimulatedDisk _disk;
    private readonly Func<CallKind, bool, Errno>? _reached;
    private readonly SimulatedNames _names;
    private readonly SimulatedContents _contents;
    private bool _isDead;

    /// <param name="disk">The disk.</param>
    /// <param name="reached">
    /// Told each call and whether it goes through a stage: what it answers, unless Ok, is the call's answer;
    /// it throws when the process dies there.
    /// </param>
    public SimulatedKernel(SimulatedDisk disk, Func<CallKind, bool, Errno>? reached = null)
    {
        (_disk, _reached) = (disk, reached);
        _names = new SimulatedNames(this, disk);
        _contents = new SimulatedContents(this, disk);
    }

    public uint EffectiveUser { get; init; }

    public Credentials Credentials =>
        EffectiveUser == 0 ? Credentials.Root : Credentials.Ordinary(EffectiveUser);

    public string BootId => _disk.BootId;

    /// <summary>Another machine sees the disk by another number.</summary>
    public ulong DeviceOffset { get; init; }

    /// <summary>Whether this is a program that is not Argo.</summary>
    public bool IsForeign { get; init; }

    /// <summary>How many bytes the next write takes at the most; null for all.</summary>
    public int? ShortWrite { get; set; }

    /// <summary>Whether files of the same bytes are told to be the same, which is wrong.</summary>
    public bool TakesContentForIdentity { get; init; }

    /// <summary>A point that is no system call, such as a commit of the journal.</summary>
    public void Pass(CallKind kind) => Reach(kind);

    public Errno OpenRoot(string absolutePath, out SafeFileHandle handle)
    {
        handle = KernelResult.NoHandle;
        return Reach(CallKind.Look) is var no and not Errno.Ok ? no : Give(_disk.Live.Root, out handle);
    }

    public Errno Open(SafeFileHandle at, PathBytes path, OpenFor purpose, out SafeFileHandle handle)
    {
        handle = KernelResult.NoHandle;
        if (Reach(CallKind.Look) is var no and not Errno.Ok)
            return no;
        var errno = Find(at, path, out var node);
        if (errno is not Errno.Ok)
            return errno;
        if (node.Kind is EntryKind.Symlink && purpose is not OpenFor.Reference)
            return Errno.LinkOnTheWay;
        var needsDirectory = purpose is OpenFor.Directory or OpenFor.DirectoryReference;
        return needsDirectory && node.Kind is not EntryKind.Directory
            ? Errno.NotADirectory
            : Give(node, out handle);
    }

    public Errno Reopen(SafeFileHandle reference, OpenFor purpose, out SafeFileHandle handle)
    {
        handle = KernelResult.NoHandle;
        return Reach(CallKind.Look) is var no and not Errno.Ok ? no : Give(NodeOf(reference), out handle);
    }

    public Errno OpenParent(SafeFileHandle directory, out SafeFileHandle handle)
    {
        handle = KernelResult.NoHandle;
        return Reach(CallKind.Look) is var no and not Errno.Ok
            ? no
            : Give(_disk.Live[NodeOf(directory).Parent], out handle);
    }

    public Errno CreateFile(SafeFileHandle at, PathBytes name, int mode, out SafeFileHandle handle) =>
        _names.CreateFile(at, name, mode, out handle);

    public Errno MakeDirectory(SafeFileHandle at, PathBytes name, int mode) =>
        _names.MakeDirectory(at, name, mode);

    public Errno MakeLink(SafeFileHandle at, PathBytes name, ReadOnlySpan<byte> target) =>
        _names.MakeLink(at, name, target);

    public Errno Link(SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to) =>
        _names.Link(fromAt, from, toAt, to);

    public Errno Rename(
        SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to, RenameMode mode) =>
        _names.Rename(fromAt, from, toAt, to, mode);

    public Errno Unlink(SafeFileHandle at, PathBytes name) =>
        _names.Unlink(at, name);

    public Errno RemoveDirectory(SafeFileHandle at, PathBytes name) =>
        _names.RemoveDirectory(at, name);

    public Errno ReadLink(SafeFileHandle at, PathBytes name, out byte[] target) =>
        _names.ReadLink(at, name, out target);

    public Errno ReadNames(SafeFileHandle directory, out List<byte[]> names) =>
        _names.ReadNames(directory, out names);

    public Errno Stat(SafeFileHandle at, PathBytes name, out EntryStat stat) =>
        _contents.Stat(at, name, out stat);

    public Errno Read(SafeFileHandle file, Span<byte> buffer, long offset, out int count) =>
        _contents.Read(file, buffer, offset, out count);

    public Errno Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset, out int count) =>
        _contents.Write(file, bytes, offset, out count);

    public Errno Allocate(SafeFileHandle file, long length) =>
        _contents.Allocate(file, length);

    public Errno Clone(SafeFileHandle from, SafeFileHandle to) =>
        _contents.Clone(from, to);

    public Errno ChangeMode(SafeFileHandle handle, int mode) =>
        _contents.ChangeMode(handle, mode);

    public Errno ChangeOwner(SafeFileHandle handle, uint uid, uint gid) =>
        _contents.ChangeOwner(handle, uid, gid);

    public Errno SetTimes(SafeFileHandle handle, long? atimeNs, long? mtimeNs) =>
        _contents.SetTimes(handle, atimeNs, mtimeNs);

    public Errno ListAttributes(SafeFileHandle handle, out List<byte[]> names) =>
        _contents.ListAttributes(handle, out names);

    public Errno GetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, out byte[] value) =>
        _contents.GetAttribute(handle, name, out value);

    public Errno SetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        _contents.SetAttribute(handle, name, value);

    public Errno RemoveAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name) =>
        _contents.RemoveAttribute(handle, name);

    public Errno Flush(SafeFileHandle handle) =>
        _contents.Flush(handle);

    public Errno FlushFileSystem(SafeFileHandle handle) =>
        _contents.FlushFileSystem(handle);

    public Errno StatFileSystem(SafeFileHandle handle, out FileSystemFacts facts) =>
        _contents.StatFileSystem(handle, out facts);

    public Errno MayChangeNames(SafeFileHandle directory) =>
        _contents.MayChangeNames(directory);

    public IReadOnlyDictionary<InodeKey, string> FindWriters(IReadOnlySet<InodeKey> objects) =>
        _contents.FindWriters(objects);

    public Errno TryLock(SafeFileHandle file)
    {
        if (Reach(CallKind.Look) is var no and not Errno.Ok)
            return no;
        return _disk.Locks.TryAdd(NodeOf(file).Id, this) ? Errno.Ok : Errno.TryAgain;
    }

    public Errno Unlock(SafeFileHandle file)
    {
        if (!_isDead && _disk.Locks.TryGetValue(NodeOf(file).Id, out var holder) && holder == this)
            _disk.Locks.Remove(NodeOf(file).Id);
        return Errno.Ok;
    }

    public Errno TestLock(SafeFileHandle file, out bool isHeld)
    {
        isHeld = _disk.Locks.ContainsKey(NodeOf(file).Id);
        return Errno.Ok;
    }

    /// <summary>The process is gone, and its locks with it; what it still tries does nothing.</summary>
    public void Die()
    {
        _isDead = true;
        foreach (var held in _disk.Locks.Where(pair => pair.Value == this).ToList())
            _disk.Locks.Remove(held.Key);
    }

    /// <summary>Comes to a call, at which the process may die or the call fail.</summary>
    public Errno Reach(CallKind kind, bool throughStage = false)
    {
        if (_isDead)
            throw new CrashException("the process is gone");
        try
        {
            return _reached?.Invoke(kind, throughStage) ?? Errno.Ok;
        }
        catch (CrashException)
        {
            Die();
            throw;
        }
    }

    /// <summary>A handle on an object.</summary>
    public Errno Give(Node node, out SafeFileHandle handle)
    {
        var number = FirstHandle + _open.Count;
        _open[number] = node.Id;
        handle = new SafeFileHandle(number, ownsHandle: false);
        return Errno.Ok;
    }

    /// <summary>The object of a handle.</summary>
    public Node NodeOf(SafeFileHandle handle)
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, handle);
        return _disk.Live[_open[handle.DangerousGetHandle()]];
    }

    /// <summary>The object at a path.</summary>
    public Errno Find(SafeFileHandle at, PathBytes path, out Node node)
    {
        node = NodeOf(at);
        if (path.IsItself)
            return Errno.Ok;
        var errno = Enter(at, path, out var directory, out var name);
        if (errno is not Errno.Ok)
            return errno;
        if (_disk.Live.Find(directory, name) is not { } found)
            return Errno.NotFound;
        node = found;
        return Errno.Ok;
    }

    /// <summary>The directory of a path, and the name in it.</summary>
    public Errno Enter(SafeFileHandle at, PathBytes path, out Node directory, out string name)
    {
        directory = NodeOf(at);
        var rest = System.Text.Encoding.Latin1.GetString(path.Span);
        while (rest.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0)
        {
            name = rest;
            if (directory.Kind is not EntryKind.Directory)
                return Errno.NotADirectory;
            if (_disk.Live.Find(directory, rest[..slash]) is not { } next)
                return Errno.NotFound;
            if (next.Kind is EntryKind.Symlink)
                return Errno.LinkOnTheWay;
            directory = next;
            rest = rest[(slash + 1)..];
        }
        name = rest;
        return directory.Kind is EntryKind.Directory ? Errno.Ok : Errno.NotADirectory;
    }

    /// <summary>Changes the disk.</summary>
    public void Commit(params ReadOnlySpan<Edit> edits) => _disk.Commit(IsForeign, edits);
}
