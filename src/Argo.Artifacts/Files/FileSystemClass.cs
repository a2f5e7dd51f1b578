using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Files;

/// <summary>How far a file system can be trusted with renames; decided by probing.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<FileSystemClass>))]
public enum FileSystemClass
{
    /// <summary>
    /// Class A: exchange is atomic and ordered (ext4 with journal, xfs; tmpfs without a promise after power
    /// loss).
    /// </summary>
    Exchange,

    /// <summary>
    /// Class B: exchange, with a second name made at staging (btrfs, f2fs, overlayfs and others).
    /// </summary>
    LinkAndExchange,

    /// <summary>
    /// Class C: neither exchange nor no-replace; a copy is made at staging, plain renames follow.
    /// </summary>
    CopyAndRename,
}
