using System.Text.Json.Serialization;

namespace Argo.Artifacts.Files;

/// <summary>Which object a path leads to, and whether it was edited since: what statx says of it.</summary>
/// <param name="Inode">The inode number; alone it may be reused, with <paramref name="BirthNs"/> it is
/// not.</param>
/// <param name="BirthNs">Birth time in ns since 1970; 0 where the file system keeps none.</param>
/// <param name="Size">Bytes.</param>
/// <param name="MtimeNs">Last change of the bytes, ns since 1970.</param>
/// <param name="CtimeNs">Last change of the inode, ns since 1970; a rename moves it, so it is never compared
/// across one.</param>
/// <remarks>
/// In JSON the large numbers are text: a reader that takes numbers for doubles would lose their last digits.
/// </remarks>
public sealed record FileIdentity(
    [property: JsonNumberHandling(FileIdentity.AsText)] ulong Inode,
    [property: JsonNumberHandling(FileIdentity.AsText)] long BirthNs,
    long Size,
    [property: JsonNumberHandling(FileIdentity.AsText)] long MtimeNs,
    [property: JsonNumberHandling(FileIdentity.AsText)] long CtimeNs)
{
    internal const JsonNumberHandling AsText =
        JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;

    /// <summary>Whether both are the same object, edited or not.</summary>
    public bool IsSameObject(FileIdentity? other) =>
        other is not null && Inode == other.Inode && BirthNs == other.BirthNs;

    /// <summary>Whether both are the same object with the same size and mtime.</summary>
    public bool IsUnchanged(FileIdentity? other) =>
        IsSameObject(other) && Size == other!.Size && MtimeNs == other.MtimeNs;
}
