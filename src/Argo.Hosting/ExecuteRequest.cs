using Argo.Actors;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;

namespace Argo.Hosting;

/// <summary>What to execute.</summary>
public sealed record ExecuteRequest
{
    /// <summary>The plan.</summary>
    public required ExecutionPlanArtifact Plan { get; init; }

    /// <summary>Where.</summary>
    public required WorkspaceRef Workspace { get; init; }

    /// <summary>The report; without one gate 1 refuses.</summary>
    public DryRunExecutionReport? Report { get; init; }

    /// <summary>The approval; without one gate 3 refuses.</summary>
    public ApprovalArtifact? Approval { get; init; }

    /// <summary>The id; one that is known gives the end it had. Null makes a new one.</summary>
    public ExecutionId? ExecutionId { get; init; }

    /// <summary>What the record says of the mode.</summary>
    public string LiveModeState { get; init; } = "LIVE";
}
