using System.Text;
using Argo.Artifacts.Files;
using Argo.Workspaces.Native;
using Argo.Workspaces.Paths;
using Microsoft.Win32.SafeHandles;

namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>The system calls on bytes and attributes, and the flushes.</summary>
internal sealed class SimulatedContents(SimulatedKernel kernel, SimulatedDisk disk)
{
    private const long FreeBytes = 1L << 30;

    public Errno Stat(SafeFileHandle at, PathBytes name, out EntryStat stat)
    {
        stat = null!;
        if (kernel.Reach(CallKind.Look) is var no and not Errno.Ok)
            return no;
        var errno = kernel.Find(at, name, out var node);
        stat = new EntryStat(
            node.Kind,
            IdentityOf(node),
            node.Mode,
            node.Uid,
            node.Gid,
            (uint)node.Links,
            MountId: 1,
            LinkTarget: null) { Device = disk.Device + kernel.DeviceOffset, AtimeNs = node.AtimeNs };
        return errno;
    }

    public Errno Read(SafeFileHandle file, Span<byte> buffer, long offset, out int count)
    {
        count = 0;
        if (kernel.Reach(CallKind.Look) is var no and not Errno.Ok)
            return no;
        var bytes = kernel.NodeOf(file).Bytes;
        count = (int)Math.Clamp(bytes.Length - offset, 0, buffer.Length);
        bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer);
        return Errno.Ok;
    }

    public Errno Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset, out int count)
    {
        count = 0;
        if (kernel.Reach(CallKind.Write) is var no and not Errno.Ok)
            return no;
        count = Math.Min(bytes.Length, kernel.ShortWrite ?? int.MaxValue);
        kernel.ShortWrite = null;
        var node = kernel.NodeOf(file);
        var written = new byte[Math.Max(node.Bytes.Length, offset + count)];
        node.Bytes.CopyTo(written, 0);
        bytes[..count].CopyTo(written.AsSpan((int)offset));
        kernel.Commit(new Edit.Data(node.Id, written, disk.Now()));
        return Errno.Ok;
    }

    public Errno Allocate(SafeFileHandle file, long length)
    {
        if (kernel.Reach(CallKind.Write) is var no and not Errno.Ok)
            return no;
        if (!disk.Traits.Exchanges)
            return Errno.NotSupported;
        kernel.Commit(new Edit.Data(kernel.NodeOf(file).Id, new byte[length], disk.Now()));
        return Errno.Ok;
    }

    public Errno Clone(SafeFileHandle from, SafeFileHandle to)
    {
        if (kernel.Reach(CallKind.Write) is var no and not Errno.Ok)
            return no;
        if (!disk.Traits.Clones)
            return Errno.NotSupported;
        kernel.Commit(new Edit.Data(kernel.NodeOf(to).Id, kernel.NodeOf(from).Bytes, disk.Now()));
        return Errno.Ok;
    }

    public Errno ChangeMode(SafeFileHandle handle, int mode) => Set(handle, node => node.Mode = mode);

    public Errno ChangeOwner(SafeFileHandle handle, uint uid, uint gid) => kernel.EffectiveUser == 0
        ? Set(handle, node => (node.Uid, node.Gid) = (uid, gid))
        : Errno.NotPermitted;

    public Errno SetTimes(SafeFileHandle handle, long? atimeNs, long? mtimeNs) => Set(handle, node =>
        (node.AtimeNs, node.MtimeNs) = (atimeNs ?? node.AtimeNs, mtimeNs ?? node.MtimeNs));

    public Errno ListAttributes(SafeFileHandle handle, out List<byte[]> names)
    {
        names = [];
        if (kernel.Reach(CallKind.Look) is var no and not Errno.Ok)
            return no;
        names.AddRange(kernel.NodeOf(handle).Attributes.Keys.Select(Encoding.Latin1.GetBytes));
        return Errno.Ok;
    }

    public Errno GetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, out byte[] value)
    {
        value = [];
        if (kernel.Reach(CallKind.Look) is var no and not Errno.Ok)
            return no;
        if (!kernel.NodeOf(handle).Attributes.TryGetValue(Encoding.Latin1.GetString(name), out var found))
            return Errno.NoData;
        value = found;
        return Errno.Ok;
    }

    public Errno SetAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var (text, bytes) = (Encoding.Latin1.GetString(name), value.ToArray());
        return Set(handle, node => node.Attributes[text] = bytes);
    }

    public Errno RemoveAttribute(SafeFileHandle handle, ReadOnlySpan<byte> name)
    {
        var text = Encoding.Latin1.GetString(name);
        return Set(handle, node => node.Attributes.Remove(text));
    }

    public Errno Flush(SafeFileHandle handle) => FlushFileSystem(handle); // the caller may not rely on less

    public Errno FlushFileSystem(SafeFileHandle handle)
    {
        if (kernel.Reach(CallKind.Flush) is var no and not Errno.Ok)
        {
            disk.FailToFlush();
            return no;
        }
        disk.Flush();
        return Errno.Ok;
    }

    public Errno StatFileSystem(SafeFileHandle handle, out FileSystemFacts facts)
    {
        facts = new FileSystemFacts(disk.Traits.Magic, FreeBytes, long.MaxValue, IsReadOnly: false);
        return kernel.Reach(CallKind.Look);
    }

    public Errno MayChangeNames(SafeFileHandle directory) => kernel.Reach(CallKind.Look);

    public IReadOnlyDictionary<InodeKey, string> FindWriters(IReadOnlySet<InodeKey> objects) => disk.Writers
        .Select(id => new InodeKey(disk.Device + kernel.DeviceOffset, disk.Live[id].Number))
        .Where(objects.Contains).Distinct().ToDictionary(key => key, _ => "process 1 (simulated)");

    private FileIdentity IdentityOf(Node node)
    {
        if (!kernel.TakesContentForIdentity || node.Kind is not EntryKind.File)
            return new(node.Number, node.BirthNs, node.Bytes.Length, node.MtimeNs, node.CtimeNs);
        var number = node.Bytes.Aggregate(1ul, (sum, value) => (sum * 31) + value);
        return new(number, BirthNs: 0, node.Bytes.Length, MtimeNs: 0, CtimeNs: 0);
    }

    private Errno Set(SafeFileHandle handle, Action<Node> set)
    {
        if (kernel.Reach(CallKind.Attribute) is var no and not Errno.Ok)
            return no;
        var now = disk.Now();
        kernel.Commit(new Edit.Metadata(kernel.NodeOf(handle).Id, node =>
        {
            set(node);
            node.CtimeNs = now;
        }));
        return Errno.Ok;
    }
}
