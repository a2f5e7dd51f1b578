namespace Argo.Workspaces.Simulation;

/// <summary>Where a plan is to be simulated.</summary>
public sealed record SimulationRequest
{
    /// <summary>The workspace's absolute path on this host.</summary>
    public required string WorkspaceRoot { get; init; }

    /// <summary>The workspace's name; null takes the plan's.</summary>
    public string? WorkspaceName { get; init; }

    /// <summary>
    /// The directory of the plan's file, to which <c>content_from</c> is relative; null when the plan did not
    /// come
    /// from a file, and then <c>content_from</c> is refused.
    /// </summary>
    public string? PlanDirectory { get; init; }
}
