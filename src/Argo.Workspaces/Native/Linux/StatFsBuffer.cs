using System.Runtime.InteropServices;

namespace Argo.Workspaces.Native.Linux;

/// <summary>The C library's <c>struct statfs</c> on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential, Size = 256)]
internal struct StatFsBuffer
{
    private const long ReadOnlyFlag = 1;

    private readonly long _type;
    private readonly long _blockSize;
    private readonly long _blocks;
    private readonly long _blocksFree;
    private readonly long _blocksAvailable;
    private readonly long _files;
    private readonly long _filesFree;
    private readonly long _fsid;
    private readonly long _nameLength;
    private readonly long _fragmentSize;
    private readonly long _flags;

    /// <summary>The same in Argo's terms.</summary>
    public readonly FileSystemFacts ToFacts() => new(
        _type,
        _blocksAvailable * (_fragmentSize > 0 ? _fragmentSize : _blockSize),
        _files == 0 ? long.MaxValue : _filesFree,
        (_flags & ReadOnlyFlag) != 0)
    {
        LongestName = _nameLength is > 0 and <= 255 ? (int)_nameLength : 255,
    };
}
