using Argo.Artifacts.Executions;

namespace Argo.Hosting;

/// <summary>Which executions to list.</summary>
public sealed record ListRequest
{
    /// <summary>At most this many. Default: 50.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Only those in this state; null for all.</summary>
    public ExecutionState? State { get; init; }

    /// <summary>Only those in the workspace with this root, absolute; null for all.</summary>
    public string? WorkspaceRoot { get; init; }

    /// <summary>Only those that were submitted then or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }
}
