using System.Text.Json.Serialization;

namespace Argo.Artifacts.Files;

/// <summary>What a path is, in terms that can be predicted and compared: no times, no inode.</summary>
public sealed record Fingerprint
{
    /// <summary>Nothing is there.</summary>
    public static readonly Fingerprint Absent = new() { Kind = EntryKind.Absent };

    /// <summary>What the path is.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>A file's bytes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Size { get; init; }

    /// <summary>Permission bits in octal, such as <c>0644</c>; null for a link or nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mode { get; init; }

    /// <summary>SHA-256 of a file's bytes, lower-case hex; null where it was not read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sha256 { get; init; }

    /// <summary>A symbolic link's target.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LinkTarget { get; init; }

    /// <summary>A directory's manifest, digested; null where it was not walked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ManifestDigest { get; init; }

    /// <summary>How many entries the manifest has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? ManifestEntries { get; init; }
}
