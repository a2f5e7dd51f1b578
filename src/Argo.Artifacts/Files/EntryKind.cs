using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Files;

/// <summary>What a path is.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<EntryKind>))]
public enum EntryKind
{
    /// <summary>Nothing is there.</summary>
    Absent,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link, itself; never what it points to.</summary>
    Symlink,

    /// <summary>A FIFO, socket or device: Argo refuses to act on it.</summary>
    Other,
}
