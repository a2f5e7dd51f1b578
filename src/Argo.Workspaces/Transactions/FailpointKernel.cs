using Argo.Workspaces.Access;
using Argo.Workspaces.Native;
using Argo.Workspaces.Native.Linux;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Transactions;

/// <summary>
/// Reports every mutating system call and flush before it is made and after; made only where one listens.
/// </summary>
/// <param name="kernel">The calls themselves.</param>
/// <param name="reached">
/// Told each point; what it answers to a <c>before</c>, unless Ok, is the call's answer.
/// </param>
internal sealed class FailpointKernel(IKernel kernel, Func<string, Errno> reached) : IKernel
{
    private string _phase = "open";

    public uint EffectiveUser => kernel.EffectiveUser;

    public Credentials Credentials => kernel.Credentials;

    public string BootId => kernel.BootId;

    /// <summary>Where the protocol stands; the first part of each point's name.</summary>
    public void Enter(string phase) => _phase = phase;

    public Errno CreateFile(SafeFileHandle at, PathBytes name, int mode, out SafeFileHandle handle)
    {
        handle = KernelResult.NoHandle;
        if (reached($"{_phase}.create.before") is var refusal and not Errno.Ok)
            return refusal;
        var errno = kernel.CreateFile(at, name, mode, out handle);
        reached($"{_phase}.create.after");
        return errno;
    }

    public Errno Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset, out int count)
    {
        count = 0;
        if (reached($"{_phase}.write.before") is var refusal and not Errno.Ok)
            return refusal;
        var errno = kernel.Write(file, bytes, offset, out count);
        reached($"{_phase}.write.after");
        return errno;
    }

    public Errno SetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (reached($"{_phase}.setxattr.before") is var refusal and not Errno.Ok)
            return refusal;
        var errno = kernel.SetAttribute(handle, name, value);
        reached($"{_phase}.setxattr.after");
        return errno;
    }

    public Errno RemoveAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name)
    {
        if (reached($"{_phase}.removexattr.before") is var refusal and not Errno.Ok)
            return refusal;
        var errno = kernel.RemoveAttribute(handle, name);
        reached($"{_phase}.removexattr.after");
        return errno;
    }

    public Errno MakeLink(SafeFileHandle at, PathBytes name, ReadOnlySpan<byte> target)
    {
        if (reached($"{_phase}.symlink.before") is var refusal and not Errno.Ok)
            return refusal;
        var errno = kernel.MakeLink(at, name, target);
        reached($"{_phase}.symlink.after");
        return errno;
    }

    public Errno MakeDirectory(SafeFileHandle at, PathBytes name, int mode) =>
        Around("mkdir", () => kernel.MakeDirectory(at, name, mode));

    public Errno Link(SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to) =>
        Around("link", () => kernel.Link(fromAt, from, toAt, to));

    public Errno Rename(
        SafeFileHandle fromAt, PathBytes from, SafeFileHandle toAt, PathBytes to, RenameMode mode) =>
        Around("rename", () => kernel.Rename(fromAt, from, toAt, to, mode));

    public Errno Unlink(SafeFileHandle at, PathBytes name) => Around("unlink", () => kernel.Unlink(at, name));

    public Errno RemoveDirectory(SafeFileHandle at, PathBytes name) =>
        Around("rmdir", () => kernel.RemoveDirectory(at, name));

    public Errno Allocate(SafeFileHandle file, long length) =>
        Around("allocate", () => kernel.Allocate(file, length));

    public Errno Clone(SafeFileHandle from, SafeFileHandle to) =>
        Around("clone", () => kernel.Clone(from, to));

    public Errno ChangeMode(SafeFileHandle handle, int mode) =>
        Around("chmod", () => kernel.ChangeMode(handle, mode));

    public Errno ChangeOwner(SafeFileHandle handle, uint uid, uint gid) =>
        Around("chown", () => kernel.ChangeOwner(handle, uid, gid));

    public Errno SetTimes(SafeFileHandle handle, long? atimeNs, long? mtimeNs) =>
        Around("utimes", () => kernel.SetTimes(handle, atimeNs, mtimeNs));

    public Errno Flush(SafeFileHandle handle) => Around("fsync", () => kernel.Flush(handle));

    public Errno FlushFileSystem(SafeFileHandle handle) =>
        Around("syncfs", () => kernel.FlushFileSystem(handle));

    public Errno OpenRoot(string absolutePath, out SafeFileHandle handle) =>
        kernel.OpenRoot(absolutePath, out handle);

    public Errno Open(SafeFileHandle at, PathBytes path, OpenFor purpose, out SafeFileHandle handle) =>
        kernel.Open(at, path, purpose, out handle);

    public Errno Reopen(SafeFileHandle reference, OpenFor purpose, out SafeFileHandle handle) =>
        kernel.Reopen(reference, purpose, out handle);

    public Errno OpenParent(SafeFileHandle directory, out SafeFileHandle handle) =>
        kernel.OpenParent(directory, out handle);

    public Errno Stat(SafeFileHandle at, PathBytes name, out EntryStat stat) =>
        kernel.Stat(at, name, out stat);

    public Errno ReadLink(SafeFileHandle at, PathBytes name, out byte[] target) =>
        kernel.ReadLink(at, name, out target);

    public Errno ReadNames(SafeFileHandle directory, out List<byte[]> names) =>
        kernel.ReadNames(directory, out names);

    public Errno Read(SafeFileHandle file, Span<byte> buffer, long offset, out int count) =>
        kernel.Read(file, buffer, offset, out count);

    public Errno ListAttributes(SafeFileHandle handle, out List<byte[]> names) =>
        kernel.ListAttributes(handle, out names);

    public Errno GetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, out byte[] value) =>
        kernel.GetAttribute(handle, name, out value);

    public Errno TryLock(SafeFileHandle file) => kernel.TryLock(file);

    public Errno Unlock(SafeFileHandle file) => kernel.Unlock(file);

    public Errno TestLock(SafeFileHandle file, out bool isHeld) => kernel.TestLock(file, out isHeld);

    public Errno StatFileSystem(SafeFileHandle handle, out FileSystemFacts facts) =>
        kernel.StatFileSystem(handle, out facts);

    public Errno MayChangeNames(SafeFileHandle directory) => kernel.MayChangeNames(directory);

    public IReadOnlyDictionary<InodeKey, string> FindWriters(IReadOnlySet<InodeKey> objects) =>
        kernel.FindWriters(objects);

    private Errno Around(string call, Func<Errno> make)
    {
        if (reached($"{_phase}.{call}.before") is var refusal and not Errno.Ok)
            return refusal;
        var errno = make();
        reached($"{_phase}.{call}.after");
        return errno;
    }
}
