namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>One thing that a call changes on a disk; an image is what a series of them made.</summary>
internal abstract record Edit
{
    /// <summary>An inode comes to be, without a name.</summary>
    public sealed record Make(Node Node) : Edit;

    /// <summary>A name leads to another inode; null to none.</summary>
    public sealed record Entry(int Directory, string Name, int? Node, long TimeNs) : Edit;

    /// <summary>A file has these bytes.</summary>
    public sealed record Data(int Node, byte[] Bytes, long TimeNs) : Edit;

    /// <summary>What an inode keeps beside its bytes.</summary>
    public sealed record Metadata(int Node, Action<Node> Set) : Edit;
}
