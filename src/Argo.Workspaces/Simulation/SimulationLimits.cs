namespace Argo.Workspaces.Simulation;

/// <summary>How much a simulation reads, keeps and shows; past a limit it says so.</summary>
public sealed record SimulationLimits
{
    /// <summary>
    /// Files past this many bytes are witnessed by identity in place of a digest. Default 4 GiB.
    /// </summary>
    public long DigestedFileBytes { get; init; } = 4L << 30;

    /// <summary>The largest file, in bytes, that a step may write or copy. Default 64 GiB.</summary>
    public long ContentBytes { get; init; } = 64L << 30;

    /// <summary>The largest text, in bytes, that <c>modify</c> edits in memory. Default 16 MiB.</summary>
    public long EditedTextBytes { get; init; } = 16L << 20;

    /// <summary>
    /// How many entries a directory that is deleted, moved or copied may hold. Default 200,000.
    /// </summary>
    public int ManifestEntries { get; init; } = 200_000;

    /// <summary>
    /// Files past this many bytes are shown by size and digest in place of a diff. Default 512 KiB.
    /// </summary>
    public long DiffedFileBytes { get; init; } = 512L << 10;

    /// <summary>How many characters the whole diff has; what is left out is counted. Default 1 Mi.</summary>
    public int DiffCharacters { get; init; } = 1 << 20;
}
