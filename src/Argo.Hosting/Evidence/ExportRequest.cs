namespace Argo.Hosting.Evidence;

/// <summary>What to export, and where to.</summary>
public sealed record ExportRequest
{
    /// <summary>The directory; made when it is missing.</summary>
    public required string Directory { get; init; }

    /// <summary>Only executions that ended at this moment or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Default: Argo's own artifacts.</summary>
    public ExportFormat Format { get; init; }

    /// <summary>Whether files that are there already are replaced.</summary>
    public bool Overwrite { get; init; }
}
