using Argo.Workspaces.Access;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Native.Linux;

/// <summary>The real kernel: each member is one system call.</summary>
internal sealed class LinuxKernel : IKernel
{
    private const string StatusFile = "/proc/thread-self/status";
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>The only one: it has no state.</summary>
    public static readonly LinuxKernel Instance = new();

    private LinuxKernel()
    {
    }

    // Asked each time, not kept: a thread can have a user of its own.
    public uint EffectiveUser => OperatingSystem.IsLinux() ? Libc.GetEffectiveUser() : 0;

    public Credentials Credentials => File.Exists(StatusFile)
        ? Credentials.Parse(File.ReadLines(StatusFile))
        : EffectiveUser == 0 ? Credentials.Root : Credentials.Ordinary(EffectiveUser);

    public string BootId { get; } = File.Exists(BootIdFile) ? File.ReadAllText(BootIdFile).Trim() : "";

    public Errno OpenRoot(string absolutePath, out SafeFileHandle handle) =>
        HandleCalls.OpenRoot(absolutePath, out handle);

    public Errno Open(SafeFileHandle at, PathBytes path, OpenFor purpose, out SafeFileHandle handle) =>
        HandleCalls.Open(at, path, purpose, out handle);

    public Errno CreateFile(SafeFileHandle at, PathBytes name, int mode, out SafeFileHandle handle) =>
        HandleCalls.CreateFile(at, name, mode, out handle);

    public Errno Reopen(SafeFileHandle reference, OpenFor purpose, out SafeFileHandle handle) =>
        HandleCalls.Reopen(reference, purpose, out handle);

    public Errno OpenParent(SafeFileHandle directory, out SafeFileHandle handle) =>
        HandleCalls.OpenParent(directory, out handle);

    public Errno MakeDirectory(SafeFileHandle at, PathBytes name, int mode) =>
        NameCalls.MakeDirectory(at, name, mode);

    public Errno MakeLink(SafeFileHandle at, PathBytes name, ReadOnlySpan<byte> target) =>
        NameCalls.MakeLink(at, name, target);

    public Errno Link(SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to) =>
        NameCalls.Link(fromAt, from, toAt, to);

    public Errno Rename(
        SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to, RenameMode mode) =>
        NameCalls.Rename(fromAt, from, toAt, to, mode);

    public Errno Unlink(SafeFileHandle at, PathBytes name) =>
        NameCalls.Unlink(at, name);

    public Errno RemoveDirectory(SafeFileHandle at, PathBytes name) =>
        NameCalls.RemoveDirectory(at, name);

    public Errno ReadLink(SafeFileHandle at, PathBytes name, out byte[] target) =>
        NameCalls.ReadLink(at, name, out target);

    public Errno ReadNames(SafeFileHandle directory, out List<byte[]> names) =>
        NameCalls.ReadNames(directory, out names);

    public Errno Read(SafeFileHandle file, Span<byte> buffer, long offset, out int count) =>
        ContentCalls.Read(file, buffer, offset, out count);

    public Errno Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset, out int count) =>
        ContentCalls.Write(file, bytes, offset, out count);

    public Errno Allocate(SafeFileHandle file, long length) =>
        ContentCalls.Allocate(file, length);

    public Errno Clone(SafeFileHandle from, SafeFileHandle to) =>
        ContentCalls.Clone(from, to);

    public Errno Flush(SafeFileHandle handle) =>
        ContentCalls.Flush(handle);

    public Errno FlushFileSystem(SafeFileHandle handle) =>
        ContentCalls.FlushFileSystem(handle);

    public Errno StatFileSystem(SafeFileHandle handle, out FileSystemFacts facts) =>
        ContentCalls.StatFileSystem(handle, out facts);

    public Errno Stat(SafeFileHandle at, PathBytes name, out EntryStat stat) =>
        MetadataCalls.Stat(at, name, out stat);

    public Errno ChangeMode(SafeFileHandle handle, int mode) =>
        MetadataCalls.ChangeMode(handle, mode);

    public Errno ChangeOwner(SafeFileHandle handle, uint uid, uint gid) =>
        MetadataCalls.ChangeOwner(handle, uid, gid);

    public Errno SetTimes(SafeFileHandle handle, long? atimeNs, long? mtimeNs) =>
        MetadataCalls.SetTimes(handle, atimeNs, mtimeNs);

    public Errno ListAttributes(SafeFileHandle handle, out List<byte[]> names) =>
        MetadataCalls.ListAttributes(handle, out names);

    public Errno GetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, out byte[] value) =>
        MetadataCalls.GetAttribute(handle, name, out value);

    public Errno SetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        MetadataCalls.SetAttribute(handle, name, value);

    public Errno RemoveAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name) =>
        MetadataCalls.RemoveAttribute(handle, name);

    public Errno MayChangeNames(SafeFileHandle directory) =>
        MetadataCalls.MayChangeNames(directory);

    public Errno TryLock(SafeFileHandle file) => FileLock.TryTake(file);

    public Errno Unlock(SafeFileHandle file) => FileLock.Release(file);

    public Errno TestLock(SafeFileHandle file, out bool isHeld) => FileLock.Test(file, out isHeld);

    public IReadOnlyDictionary<InodeKey, string> FindWriters(IReadOnlySet<InodeKey> objects) =>
        new OpenDescriptors(this).FindWriters(objects);
}
