using Argo.Artifacts.Files;
using Argo.Workspaces.Access;
using Argo.Workspaces.Native;
using Argo.Workspaces.Native.Linux;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Tests.Transactions;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>The system calls of one process on a simulated disk.</summary>
/// <param name="disk">The disk.</param>
/// <param name="reached">
/// Told each call and whether it goes through a stage: what it answers, unless Ok, is the call's answer; it
/// throws when the process dies there.
/// </param>
internal sealed partial class SimulatedKernel(
    SimulatedDisk disk, Func<CallKind, bool, Errno>? reached = null) : IKernel
{
    private const nint FirstHandle = 0x4000_0000; // /proc knows no such descriptor
    private readonly Dictionary<nint, int> _open = [];
    private bool _isDead;

    public uint EffectiveUser { get; init; }

    public Credentials Credentials =>
        EffectiveUser == 0 ? Credentials.Root : Credentials.Ordinary(EffectiveUser);

    public string BootId => disk.BootId;

    /// <summary>Another machine sees the disk by another number.</summary>
    public ulong DeviceOffset { get; init; }

    /// <summary>Whether this is a program that is not Argo.</summary>
    public bool IsForeign { get; init; }

    /// <summary>A point that is no system call, such as a commit of the journal.</summary>
    public void Pass(CallKind kind) => Reach(kind);

    public Errno OpenRoot(string absolutePath, out SafeFileHandle handle)
    {
        handle = KernelResult.NoHandle;
        return Reach(CallKind.Look) is var no and not Errno.Ok ? no : Give(disk.Live.Root, out handle);
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
            : Give(disk.Live[NodeOf(directory).Parent], out handle);
    }

    public Errno TryLock(SafeFileHandle file)
    {
        if (Reach(CallKind.Look) is var no and not Errno.Ok)
            return no;
        return disk.Locks.TryAdd(NodeOf(file).Id, this) ? Errno.Ok : Errno.TryAgain;
    }

    public Errno Unlock(SafeFileHandle file)
    {
        if (!_isDead && disk.Locks.TryGetValue(NodeOf(file).Id, out var holder) && holder == this)
            disk.Locks.Remove(NodeOf(file).Id);
        return Errno.Ok;
    }

    public Errno TestLock(SafeFileHandle file, out bool isHeld)
    {
        isHeld = disk.Locks.ContainsKey(NodeOf(file).Id);
        return Errno.Ok;
    }

    /// <summary>The process is gone, and its locks with it; what it still tries does nothing.</summary>
    public void Die()
    {
        _isDead = true;
        foreach (var held in disk.Locks.Where(pair => pair.Value == this).ToList())
            disk.Locks.Remove(held.Key);
    }

    private Errno Reach(CallKind kind, bool throughStage = false)
    {
        if (_isDead)
            throw new CrashException("the process is gone");
        try
        {
            return reached?.Invoke(kind, throughStage) ?? Errno.Ok;
        }
        catch (CrashException)
        {
            Die();
            throw;
        }
    }

    private Errno Give(Node node, out SafeFileHandle handle)
    {
        var number = FirstHandle + _open.Count;
        _open[number] = node.Id;
        handle = new SafeFileHandle(number, ownsHandle: false);
        return Errno.Ok;
    }

    private Node NodeOf(SafeFileHandle handle)
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, handle);
        return disk.Live[_open[handle.DangerousGetHandle()]];
    }

    private Errno Find(SafeFileHandle at, PathBytes path, out Node node)
    {
        node = NodeOf(at);
        if (path.IsItself)
            return Errno.Ok;
        var errno = Enter(at, path, out var directory, out var name);
        if (errno is not Errno.Ok)
            return errno;
        if (disk.Live.Find(directory, name) is not { } found)
            return Errno.NotFound;
        node = found;
        return Errno.Ok;
    }

    private Errno Enter(SafeFileHandle at, PathBytes path, out Node directory, out string name)
    {
        directory = NodeOf(at);
        var rest = System.Text.Encoding.Latin1.GetString(path.Span);
        while (rest.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0)
        {
            name = rest;
            if (directory.Kind is not EntryKind.Directory)
                return Errno.NotADirectory;
            if (disk.Live.Find(directory, rest[..slash]) is not { } next)
                return Errno.NotFound;
            if (next.Kind is EntryKind.Symlink)
                return Errno.LinkOnTheWay;
            directory = next;
            rest = rest[(slash + 1)..];
        }
        name = rest;
        return directory.Kind is EntryKind.Directory ? Errno.Ok : Errno.NotADirectory;
    }

    private void Commit(params ReadOnlySpan<Edit> edits) => disk.Commit(IsForeign, edits);
}
