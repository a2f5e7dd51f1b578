using Argo.Artifacts.Files;

namespace Argo.Workspaces.Tests.Simulated;

/// <summary>What is at a path, as far as it is promised.</summary>
internal sealed record TreeNodeState(
    EntryKind Kind, int Mode, uint Uid, uint Gid, string Content, string Attributes)
{
    /// <summary>Last change of a file's bytes; 0 where it is not foreseen.</summary>
    public long MtimeNs { get; init; }

    /// <summary>Which inode a file is; 0 where it is not foreseen.</summary>
    public int Inode { get; init; }

    /// <summary>Whether a file has other names too.</summary>
    public bool IsShared { get; init; }

    /// <summary>Only what a plan foresees.</summary>
    public TreeNodeState Foreseen() => this with { MtimeNs = 0, Inode = 0, IsShared = false };
}
