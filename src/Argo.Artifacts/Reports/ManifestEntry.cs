using System.Text.Json.Serialization;
using Argo.Artifacts.Files;

namespace Argo.Artifacts.Reports;

/// <summary>One entry below a directory that a plan deletes, moves or copies.</summary>
public sealed record ManifestEntry
{
    /// <summary>Path below the directory; null when it is not UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Path { get; init; }

    /// <summary>The path's bytes, base64, when it is not UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NameBytes { get; init; }

    /// <summary>What it is.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>Last change of its bytes, ns since 1970.</summary>
    [JsonNumberHandling(FileIdentity.AsText)]
    public long MtimeNs { get; init; }

    /// <summary>Stands in for the digest of a file past the configured size.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FileIdentity? Identity { get; init; }
}
