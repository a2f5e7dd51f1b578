using System.Collections.Immutable;
using Argo.Actors.Ports;
using Argo.Actors.Supervision;
using Argo.Artifacts.Files;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Undo;
using Argo.Hosting.Diagnostics;
using Argo.Workspaces.Simulation;
using Argo.Workspaces.Transactions;
using Argo.Workspaces.Transactions.Copies;
using Argo.Workspaces.Transactions.Vault;

namespace Argo.Hosting.Adapters;

/// <summary>The disk as the actors see it.</summary>
internal sealed class WorkspaceTransactions(
    Simulator simulator, SimulatorOptions options, ArgoOptions host, UnknownStages strays,
    UnsettledExecutions unsettled, Failpoints failpoints)
    : IWorkspaceTransactions
{
    public ImmutableArray<Drift> FindDrift(ExecutionRequest request, CancellationToken cancel) =>
        simulator.FindDrift(ReportOf(request), request.WorkspaceRoot, cancel);

    public DiskTraces FindTraces(ExecutionRequest request)
    {
        if (request.Report is not { } report)
            return DiskTraces.None; // nothing was ever staged without one
        var stage = StageTraces.Look(request.WorkspaceRoot, request.ExecutionId.Value, report.Witness);
        return new DiskTraces(stage?.Epoch, stage?.Originals ?? [], []);
    }

    /// <remarks>
    /// Under the workspace's lock, so that no other process is at work: what lies there then and belongs to
    /// nobody here was left unfinished, and so was what an execution of this store has not settled.
    /// </remarks>
    public IWorkspaceTransaction Open(ExecutionRequest request)
    {
        var site = PlanTransaction.Open(OrderOf(request));
        try
        {
            strays.RefuseUnknown(request.WorkspaceRoot);
            unsettled.Refuse(request);
            return new Site(site);
        }
        catch
        {
            site.Collect();
            site.Dispose();
            throw;
        }
    }

    public string? FindHolder(ExecutionRequest request) =>
        WorkspaceTransaction.FindHolder(request.WorkspaceRoot);

    public RelocationFinding CompareRelocated(
        ExecutionRequest request, UndoPlan plan, string root, CancellationToken cancel)
    {
        var report = ReportOf(request);
        var there = RelocatedWorkspace.FindPlan(root, plan, request.ExecutionId.Value, report, options);
        return new RelocationFinding(
            there, RelocatedWorkspace.FindDifferences(root, report, options));
    }

    public IWorkspaceTransaction Reopen(ExecutionRequest request, UndoPlan? plan) =>
        new Site(PlanTransaction.Reopen(OrderOf(request), plan));

    private PlanTransactionRequest OrderOf(ExecutionRequest request) => new()
    {
        ExecutionId = request.ExecutionId.Value,
        Workspace = request.Workspace,
        WorkspaceRoot = request.WorkspaceRoot,
        Plan = request.Plan,
        Report = ReportOf(request),
        Simulator = options,
        WatchWorkspace = host.WatchWorkspace,
        Options = new TransactionOptions { Failpoints = failpoints },
    };

    private static DryRunExecutionReport ReportOf(ExecutionRequest request) => request.Report
        ?? throw new WorkspaceException(WorkspaceFault.Refused, "There is no dry-run report to go by.");

    /// <summary>A <see cref="PlanTransaction"/> behind the port that the actors own.</summary>
    private sealed class Site(PlanTransaction site) : IWorkspaceTransaction
    {
        public StagedStep Stage(int stepId, CancellationToken cancel) => site.Stage(stepId, cancel);

        public void Flush() => site.Flush();

        public ImmutableArray<Drift> VerifyWitness(CancellationToken cancel) => site.VerifyWitness(cancel);

        public UndoPlan BuildUndoPlan() => site.BuildUndoPlan();

        public StepOutcome Apply(int stepId, CancellationToken cancel) => site.Act(stepId, cancel);

        public ImmutableArray<Drift> FindChangedOriginals(CancellationToken cancel) =>
            site.FindChangedOriginals(cancel);

        public void Fence(int epoch) => site.Fence(epoch);

        public ImmutableArray<UndoOutcome> FindMissing(
            IReadOnlyList<UndoRow> rows, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
            site.FindMissing(rows, decisions);

        public UndoOutcome Undo(UndoRow row, IReadOnlyDictionary<string, ConflictChoice> decisions) =>
            site.Undo(row, decisions);

        public ImmutableArray<Drift> VerifyRestored(CancellationToken cancel) => site.VerifyRestored(cancel);

        public StateSnapshot Snapshot(CancellationToken cancel) => site.Snapshot(cancel);

        public ImmutableArray<Drift>? FindUndeclared(CancellationToken cancel) =>
            site.FindUndeclared(cancel);

        public ImmutableArray<Drift> Collect() => site.Collect();

        public void Dispose() => site.Dispose();
    }
}
