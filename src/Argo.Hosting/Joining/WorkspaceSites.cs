using System.Collections.Immutable;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts;
using Argo.Workspaces.Execution;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Staging;

namespace Argo.Hosting.Joining;

/// <summary>The disk as the actors see it.</summary>
internal sealed class WorkspaceSites(Simulator simulator, SimulatorOptions options, ArgoOptions host)
    : IExecutionSites
{
    public ImmutableArray<Drift> FindDrift(ExecutionRequest request) =>
        simulator.FindDrift(ReportOf(request), request.WorkspaceRoot);

    public DiskTraces FindTraces(ExecutionRequest request)
    {
        if (request.Report is not { } report)
            return DiskTraces.None; // nothing was ever staged without one
        var stage = StageTraces.Look(request.WorkspaceRoot, request.ExecutionId.Value, report.Witness);
        return new DiskTraces(stage?.Epoch, stage?.Originals ?? [], []);
    }

    public IExecutionSite Open(ExecutionRequest request) => new Site(PlanSite.Open(OrderOf(request)));

    public IExecutionSite Reopen(ExecutionRequest request, UndoPlan? plan) =>
        new Site(PlanSite.Reopen(OrderOf(request), plan));

    private SiteOrder OrderOf(ExecutionRequest request) => new()
    {
        ExecutionId = request.ExecutionId.Value,
        Workspace = request.Workspace,
        WorkspaceRoot = request.WorkspaceRoot,
        Plan = request.Plan,
        Report = ReportOf(request),
        Simulator = options,
        WatchWorkspace = host.WatchWorkspace,
    };

    private static DryRunExecutionReport ReportOf(ExecutionRequest request) => request.Report
        ?? throw new WorkspaceException(WorkspaceFault.Refused, "There is no dry-run report to go by.");

    /// <summary>A <see cref="PlanSite"/> behind the port that the actors own.</summary>
    private sealed class Site(PlanSite site) : IExecutionSite
    {
        public StagedStep Stage(int stepId) => site.Stage(stepId);

        public void Flush() => site.Flush();

        public ImmutableArray<Drift> VerifyWitness() => site.VerifyWitness();

        public UndoPlan BuildUndoPlan() => site.BuildUndoPlan();

        public StepOutcome Act(int stepId) => site.Act(stepId);

        public void Fence(int epoch) => site.Fence(epoch);

        public UndoOutcome Undo(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
            site.Undo(row, decisions);

        public ImmutableArray<Drift> VerifyRestored() => site.VerifyRestored();

        public StateSnapshot Snapshot() => site.Snapshot();

        public ImmutableArray<Drift>? FindUndeclared() => site.FindUndeclared();

        public void Collect() => site.Collect();

        public void Dispose() => site.Dispose();
    }
}
