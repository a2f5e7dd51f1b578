using System.Collections.Immutable;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;

namespace Argo.Artifacts.Reports;

/// <summary>What the dry run saw at one path, before any step.</summary>
public sealed record WitnessEntry
{
    /// <summary>The path, relative to the workspace.</summary>
    public required string Path { get; init; }

    /// <summary>What was there.</summary>
    public required Fingerprint Fingerprint { get; init; }

    /// <summary>
    /// Which object it was; an unchanged identity need not be read again. Null when absent.
    /// </summary>
    public FileIdentity? Identity { get; init; }

    /// <summary>Everything below a directory that is deleted, moved or copied.</summary>
    public ImmutableArray<ManifestEntry> Manifest { get; init => field = JsonDefaults.List(value); } = [];
}
