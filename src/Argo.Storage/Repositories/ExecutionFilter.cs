using Argo.Artifacts.Executions;

namespace Argo.Storage.Repositories;

/// <summary>Which executions to list.</summary>
public sealed record ExecutionFilter
{
    /// <summary>At most this many. Default: 50.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Only those in this state; null for all.</summary>
    public ExecutionState? State { get; init; }

    /// <summary>Only those of the workspace with this name; null for all.</summary>
    public string? Workspace { get; init; }

    /// <summary>Only those of the workspace with this root; null for all.</summary>
    public string? WorkspaceRoot { get; init; }

    /// <summary>Only those that were submitted then or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }
}
