namespace Argo.Artifacts.Json;

/// <summary>How large an artifact may be before it is refused; each refusal names the limit.</summary>
public sealed record ArtifactLimits
{
    /// <summary>For plans, which strangers hand in.</summary>
    public static readonly ArtifactLimits Plan = new();

    /// <summary>
    /// For what Argo itself writes (reports, results, records), which may list every file of a large tree.
    /// </summary>
    public static readonly ArtifactLimits Evidence = new()
    {
        MaxBytes = 512 * 1024 * 1024,
        MaxTextBytes = 512 * 1024 * 1024,
        MaxListItems = 10_000_000,
    };

    /// <summary>Bytes of the whole document.</summary>
    public int MaxBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How deep objects and lists may be nested.</summary>
    public int MaxDepth { get; init; } = 32;

    /// <summary>Steps in a plan.</summary>
    public int MaxSteps { get; init; } = 10_000;

    /// <summary>
    /// Bytes of one text, as written; the texts of files (content, edits) are bound by <see cref="MaxBytes"/>
    /// alone.
    /// </summary>
    public int MaxTextBytes { get; init; } = 64 * 1024;

    /// <summary>Items in one list, or members of one object.</summary>
    public int MaxListItems { get; init; } = 10_000;
}
