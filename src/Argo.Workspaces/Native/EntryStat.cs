using Argo.Artifacts.Files;
using Argo.Workspaces.Paths;

namespace Argo.Workspaces.Native;

/// <summary>What statx says of one entry, never following a final link.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Identity">Which object it is.</param>
/// <param name="Mode">
/// Permission bits with set-id and sticky bits: the lower 12 bits of <c>st_mode</c>.
/// </param>
/// <param name="Uid">Owner.</param>
/// <param name="Gid">Group.</param>
/// <param name="Links">How many names the inode has.</param>
/// <param name="MountId">Which mount it is on.</param>
/// <param name="LinkTarget">Where a symbolic link points; null for anything else.</param>
internal sealed record EntryStat(
    EntryKind Kind,
    FileIdentity Identity,
    int Mode,
    uint Uid,
    uint Gid,
    uint Links,
    ulong MountId,
    string? LinkTarget)
{
    /// <summary>The device number; changes over reboots, and between the subvolumes of one mount.</summary>
    public ulong Device { get; init; }

    /// <summary>What it is known by while it is there.</summary>
    public InodeKey Key => new(Device, Identity.Inode);

    /// <summary>Last access, ns since 1970.</summary>
    public long AtimeNs { get; init; }

    /// <summary>
    /// Whether the owner marked it immutable or append-only, so that nobody may replace it.
    /// </summary>
    public bool IsPinned { get; init; }

    /// <summary>Permission bits as artifacts write them, such as <c>0644</c>.</summary>
    public string OctalMode => Octal.Of(Mode);
}
