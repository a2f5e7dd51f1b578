namespace Argo.Artifacts.Files;

/// <summary>A path that no longer is what the dry run saw.</summary>
/// <param name="Path">Relative to the workspace.</param>
/// <param name="Expected">What the dry run saw, in words.</param>
/// <param name="Found">What is there now, in words.</param>
public sealed record Drift(string Path, string Expected, string Found)
{
    /// <summary>
    /// The very object that the dry run saw is there, and its content was changed: only another program can
    /// have written to it.
    /// </summary>
    public bool IsForeignContent { get; init; }
}
