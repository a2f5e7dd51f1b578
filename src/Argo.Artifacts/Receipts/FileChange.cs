using Argo.Artifacts.Files;

namespace Argo.Artifacts.Receipts;

/// <summary>What one touched path was before an execution, and what it is afterwards.</summary>
public sealed record FileChange
{
    /// <summary>The path relative to the workspace.</summary>
    public required string Path { get; init; }

    /// <summary>What it was; null when it was not looked at.</summary>
    public Fingerprint? Before { get; init; }

    /// <summary>What it is, absent when deleted; null when it was not looked at.</summary>
    public Fingerprint? After { get; init; }
}
