namespace Argo.Artifacts;

/// <summary>Which object a path leads to, and whether it was edited since: what statx says of it.</summary>
/// <param name="Inode">The inode number; alone it may be reused, with <paramref name="BirthNs"/> it is not.</param>
/// <param name="BirthNs">Birth time in ns since 1970; 0 where the file system keeps none.</param>
/// <param name="Size">Bytes.</param>
/// <param name="MtimeNs">Last change of the bytes, ns since 1970.</param>
/// <param name="CtimeNs">Last change of the inode, ns since 1970; a rename moves it, so it is never compared across one.</param>
public sealed record FileIdentity(ulong Inode, long BirthNs, long Size, long MtimeNs, long CtimeNs)
{
    /// <summary>Whether both are the same object, edited or not.</summary>
    public bool IsSameObject(FileIdentity? other) =>
        other is not null && Inode == other.Inode && BirthNs == other.BirthNs;

    /// <summary>Whether both are the same object with the same size and mtime.</summary>
    public bool IsUnchanged(FileIdentity? other) =>
        IsSameObject(other) && Size == other!.Size && MtimeNs == other.MtimeNs;
}
