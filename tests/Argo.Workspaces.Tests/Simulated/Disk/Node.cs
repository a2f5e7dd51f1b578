using Argo.Artifacts.Files;

namespace Argo.Workspaces.Tests.Simulated.Disk;

/// <summary>One inode of a simulated disk.</summary>
/// <param name="id">Never used again; what the image calls it by.</param>
/// <param name="number">The inode number, which a later inode may have too.</param>
internal sealed class Node(int id, ulong number, EntryKind kind, long birthNs)
{
    public int Id { get; } = id;

    public ulong Number { get; } = number;

    public EntryKind Kind { get; } = kind;

    public long BirthNs { get; } = birthNs;

    public int Mode { get; set; }

    public uint Uid { get; set; }

    public uint Gid { get; set; }

    public long AtimeNs { get; set; } = birthNs;

    public long MtimeNs { get; set; } = birthNs;

    public long CtimeNs { get; set; } = birthNs;

    /// <summary>A file's bytes, or a link's target; never changed in place, so that images can share
    /// it.</summary>
    public byte[] Bytes { get; set; } = [];

    public SortedDictionary<string, byte[]> Attributes { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>A directory's entries: one character for each byte of a name.</summary>
    public SortedDictionary<string, int> Names { get; private init; } = new(StringComparer.Ordinal);

    /// <summary>How many names lead to it.</summary>
    public int Links { get; set; }

    /// <summary>A directory's own directory.</summary>
    public int Parent { get; set; }

    public Node Copy() => new(Id, Number, Kind, BirthNs)
    {
        Mode = Mode,
        Uid = Uid,
        Gid = Gid,
        AtimeNs = AtimeNs,
        MtimeNs = MtimeNs,
        CtimeNs = CtimeNs,
        Bytes = Bytes,
        Attributes = new(Attributes, StringComparer.Ordinal),
        Names = new(Names, StringComparer.Ordinal),
        Links = Links,
        Parent = Parent,
    };
}
