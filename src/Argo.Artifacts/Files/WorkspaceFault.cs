using System.Text.Json.Serialization;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Files;

/// <summary>Why a workspace refuses.</summary>
[JsonConverter(typeof(LowerSnakeEnumConverter<WorkspaceFault>))]
public enum WorkspaceFault
{
    /// <summary>
    /// The path or the object is not allowed: outside, a link on the way, a device, another mount.
    /// </summary>
    Refused,

    /// <summary>The workspace or a path in it is not there.</summary>
    NotFound,

    /// <summary>Another process holds the workspace; the message names it.</summary>
    Busy,

    /// <summary>Something else changed the path since it was looked at.</summary>
    Conflict,

    /// <summary>The disk failed: full, quota, I/O error, rights.</summary>
    Io,

    /// <summary>This execution was fenced: another process has taken it over.</summary>
    Fenced,
}
