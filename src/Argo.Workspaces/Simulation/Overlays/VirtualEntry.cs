using Argo.Artifacts.Files;
using Argo.Workspaces.Native;

namespace Argo.Workspaces.Simulation.Overlays;

/// <summary>What is at a path after the steps so far.</summary>
internal sealed record VirtualEntry(EntryKind Kind)
{
    /// <summary>Nothing is there.</summary>
    public static readonly VirtualEntry Absent = new(EntryKind.Absent);

    /// <summary>Permission bits with set-id and sticky bits.</summary>
    public int Mode { get; init; }

    /// <summary>A file's bytes.</summary>
    public long Size { get; init; }

    /// <summary>How many names the inode has; 1 for what the plan makes.</summary>
    public uint Links { get; init; } = 1;

    /// <summary>Where a symbolic link points.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Where on the disk the object is before any step; null for what the plan makes.</summary>
    public string? Origin { get; init; }

    /// <summary>What statx said of that object; null for what the plan makes.</summary>
    public EntryStat? Stat { get; init; }

    /// <summary>Whether nothing is there.</summary>
    public bool IsAbsent => Kind == EntryKind.Absent;

    /// <summary>An object on the disk, with the permission bits that the plan gave it, if it did.</summary>
    public static VirtualEntry Of(EntryStat stat, string origin, int? mode) => new(stat.Kind)
    {
        Mode = mode ?? stat.Mode,
        Size = stat.Kind == EntryKind.File ? stat.Identity.Size : 0,
        Links = stat.Links,
        LinkTarget = stat.LinkTarget,
        Origin = origin,
        Stat = stat,
    };
}
