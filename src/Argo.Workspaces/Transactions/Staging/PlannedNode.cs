using Argo.Workspaces.Native;

namespace Argo.Workspaces.Transactions.Staging;

/// <summary>An object as it will be when a step's turn comes, and where its inode is now.</summary>
/// <param name="Stat">What it will be; a directory's size and times are not foreseen.</param>
internal sealed record PlannedNode(EntryStat Stat)
{
    /// <summary>Where on the disk it is before any step; null for what the plan makes.</summary>
    public string? DiskPath { get; init; }

    /// <summary>Whether a step of the plan changes its mode before.</summary>
    public bool HasPlannedMode { get; init; }

    /// <summary>Its entry in the stage; null for what is on the disk already.</summary>
    public string? StageEntry { get; init; }

    /// <summary>The names that the plan changes in this directory; null for one that is gone.</summary>
    public Dictionary<string, PlannedNode?> Names { get; init; } = [];
}
