using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;

namespace Argo.Actors.Supervision;

/// <summary>
/// Everything an execution needs; a missing report or approval makes a gate refuse, with a result.
/// </summary>
public sealed record ExecutionRequest
{
    /// <summary>The execution's id; handing the same id in again gives the same end.</summary>
    public required ExecutionId ExecutionId { get; init; }

    /// <summary>The plan.</summary>
    public required ExecutionPlanArtifact Plan { get; init; }

    /// <summary>Its simulation.</summary>
    public DryRunExecutionReport? Report { get; init; }

    /// <summary>A person's approval of that simulation.</summary>
    public ApprovalArtifact? Approval { get; init; }

    /// <summary>The workspace's name.</summary>
    public required string Workspace { get; init; }

    /// <summary>Its absolute path on this host.</summary>
    public required string WorkspaceRoot { get; init; }

    /// <summary>What the record says of the mode: <c>LIVE</c>, <c>STAGING</c> or the host's own.</summary>
    public string LiveModeState { get; init; } = "LIVE";

    /// <summary>
    /// Whether one of two changes a path, or what is above or below it, that the other changes or looks at:
    /// they must not be at work side by side, nor one over what the other left half done.
    /// </summary>
    public bool Overlaps(ExecutionRequest other) => PathClaim.Of(this).Overlaps(PathClaim.Of(other));
}
