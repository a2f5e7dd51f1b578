using Argo.Artifacts.Files;

namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>What a simulated file system can do.</summary>
/// <param name="Class">The class that a probe must find.</param>
/// <param name="Magic">Its type number.</param>
/// <param name="HasLinks">Whether an inode can have a second name.</param>
internal sealed record Traits(FileSystemClass Class, long Magic, bool HasLinks)
{
    public static readonly Traits Xfs = new(FileSystemClass.Exchange, 0x58465342, HasLinks: true);
    public static readonly Traits Btrfs = new(FileSystemClass.LinkAndExchange, 0x9123683E, HasLinks: true);
    public static readonly Traits Fuse = new(FileSystemClass.CopyAndRename, 0x65735546, HasLinks: true);
    public static readonly Traits ExFat = new(FileSystemClass.CopyAndRename, 0x2011BAB0, HasLinks: false);

    public static readonly Traits[] All = [Xfs, Btrfs, Fuse, ExFat];

    /// <summary>Whether rename takes flags.</summary>
    public bool Exchanges => Class is not FileSystemClass.CopyAndRename;

    /// <summary>Whether a power cut keeps all changes of names up to a moment, and none after it.</summary>
    public bool IsOrdered => Class is FileSystemClass.Exchange;

    /// <summary>Whether files can share blocks.</summary>
    public bool Clones => Class is FileSystemClass.LinkAndExchange;
}
