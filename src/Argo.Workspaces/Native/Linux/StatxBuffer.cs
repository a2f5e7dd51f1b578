using System.Runtime.InteropServices;
using Argo.Artifacts.Files;

namespace Argo.Workspaces.Native.Linux;

/// <summary>The kernel's <c>struct statx</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatxBuffer
{
    /// <summary>The basic fields, birth time and mount id.</summary>
    public const uint Wanted = 0x7FF | 0x800 | 0x1000;

    private const ulong Immutable = 0x10;
    private const ulong AppendOnly = 0x20;
    private const long NsPerSecond = 1_000_000_000;

    [FieldOffset(8)] private readonly ulong _attributes;
    [FieldOffset(16)] private readonly uint _links;
    [FieldOffset(20)] private readonly uint _uid;
    [FieldOffset(24)] private readonly uint _gid;
    [FieldOffset(28)] private readonly ushort _mode;
    [FieldOffset(32)] private readonly ulong _inode;
    [FieldOffset(40)] private readonly ulong _size;
    [FieldOffset(64)] private readonly Timestamp _access;
    [FieldOffset(80)] private readonly Timestamp _birth;
    [FieldOffset(96)] private readonly Timestamp _change;
    [FieldOffset(112)] private readonly Timestamp _modification;
    [FieldOffset(136)] private readonly uint _deviceMajor;
    [FieldOffset(140)] private readonly uint _deviceMinor;
    [FieldOffset(144)] private readonly ulong _mountId;

    /// <summary>The same in Argo's terms; fields that the file system does not keep are 0.</summary>
    public readonly EntryStat ToEntryStat() => new(
        Kind,
        new FileIdentity(_inode, _birth.Ns, (long)_size, _modification.Ns, _change.Ns),
        _mode & 0xFFF,
        _uid,
        _gid,
        _links,
        _mountId,
        LinkTarget: null)
    {
        Device = (ulong)_deviceMajor << 32 | _deviceMinor,
        AtimeNs = _access.Ns,
        IsPinned = (_attributes & (Immutable | AppendOnly)) != 0,
    };

    /// <summary>Whether it is a character device, such as <c>/dev/null</c>.</summary>
    public readonly bool IsCharacterDevice => (_mode & 0xF000) == 0x2000;

    private readonly EntryKind Kind => (_mode & 0xF000) switch
    {
        0x8000 => EntryKind.File,
        0x4000 => EntryKind.Directory,
        0xA000 => EntryKind.Symlink,
        _ => EntryKind.Other,
    };

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timestamp
    {
        private readonly long _seconds;
        private readonly uint _nanoseconds;
        private readonly int _reserved;

        public long Ns => _seconds * NsPerSecond + _nanoseconds;
    }
}
