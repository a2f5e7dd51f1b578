using Argo.Artifacts.Plans;

namespace Argo.Hosting;

/// <summary>What to simulate.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Workspace">Where.</param>
/// <param name="PlanDirectory">What <c>content_from</c> is relative to; null refuses such steps.</param>
public sealed record DryRunRequest(
    ExecutionPlanArtifact Plan, WorkspaceRef Workspace, string? PlanDirectory = null);
