using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Simulation;

namespace Argo.Workspaces.Transactions;

/// <summary>What a <see cref="PlanTransaction"/> is opened for.</summary>
public sealed record PlanTransactionRequest
{
    /// <summary>The execution's id; names its stage in the vault.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>The workspace's name.</summary>
    public required string Workspace { get; init; }

    /// <summary>Its absolute path.</summary>
    public required string WorkspaceRoot { get; init; }

    /// <summary>The plan.</summary>
    public required ExecutionPlanArtifact Plan { get; init; }

    /// <summary>Its approved simulation.</summary>
    public required DryRunExecutionReport Report { get; init; }

    /// <summary>The content store, digest cache and limits that the dry run had.</summary>
    public required SimulatorOptions Simulator { get; init; }

    /// <summary>
    /// Whether to look for changes outside the plan; costs two looks at every entry of the workspace.
    /// </summary>
    public bool WatchWorkspace { get; init; }

    /// <summary>How the workspace is held.</summary>
    public TransactionOptions Options { get; init; } = new();
}
