namespace Argo.Workspaces.Native;

/// <summary>What statfs says of a file system.</summary>
/// <param name="Magic">Its type number.</param>
/// <param name="FreeBytes">Bytes that an ordinary user may still write.</param>
/// <param name="FreeInodes">Inodes left; <see cref="long.MaxValue"/> where they are made as needed.</param>
/// <param name="IsReadOnly">Whether it is mounted read-only.</param>
internal readonly record struct FileSystemFacts(long Magic, long FreeBytes, long FreeInodes, bool IsReadOnly)
{
    /// <summary>The longest name that it takes, in bytes.</summary>
    public int LongestName { get; init; } = 255;
}
