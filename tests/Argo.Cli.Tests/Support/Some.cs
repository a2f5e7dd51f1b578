using Argo.Actors.Ports;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Results;
using Argo.Artifacts.Security;

namespace Argo.Cli.Tests.Support;

/// <summary>Values for tests that do not care.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static SimulatedStep Step(int id, string target = "a.txt") => new()
    {
        StepId = id,
        Operation = "write_file",
        Target = target,
        ActionType = ActionType.Write,
        PreconditionStatus = PreconditionStatus.Met,
        PredictedStateChange = "creates it",
        AffectedResources = [target],
        RollbackExists = true,
        RollbackCoherent = true,
        RollbackFeasible = true,
        RiskLevel = SafetyLevel.Cautious,
    };

    public static DryRunExecutionReport Report(SimulationStatus status = SimulationStatus.Success) => new()
    {
        ReportId = "report-1",
        ExecutionPlanId = "plan-1",
        PlanDigest = "digest",
        WorkspaceRoot = "/ws",
        SimulationStatus = status,
        BlockingReason = status is SimulationStatus.Success ? null : "step 1 cannot be done",
        StepsSimulated = [Step(1), Step(2, "b.txt")],
        TotalPredictedChanges = 2,
        Summary = "Dry run of plan plan-1\n\nStep 1\n\nIf a step fails: every step is undone.\n",
        Diff = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-old\n+new\n",
    };

    public static ExecutionResultArtifact Result(ExecutionStatus status = ExecutionStatus.Success) => new()
    {
        ResultId = "result-1",
        ExecutionId = "exec-1",
        ExecutionPlanId = "plan-1",
        ExecutionStatus = status,
        TotalSteps = 2,
        Gates = [new GateVerdict(1, "dry_run_report_exists", true, "there is one")],
    };

    public static ExecutionRecord Record => new()
    {
        ExecutionId = "exec-1",
        PlanId = "plan-1",
        LiveModeState = "LIVE",
        Status = RecordStatus.Completed,
        TimestampStart = Noon,
        SecuritySnapshotPre = new SecuritySnapshot(
            Noon, SecurityState.Unknown, BoundaryState.Unknown, "Pre-execution"),
    };

    public static ExecutionEntry Entry(string id, ExecutionState state) => new()
    {
        ExecutionId = id,
        PlanId = "plan-1",
        PlanDigest = "digest",
        Workspace = "ws",
        WorkspaceRoot = "/ws",
        State = state,
        SubmittedAt = Noon,
    };

    public static ExecutionEnd End(ExecutionState state, params GateVerdict[] gates) =>
        new(state, Result(StatusOf(state)) with { Gates = [.. gates] }, Record);

    private static ExecutionStatus StatusOf(ExecutionState state) => state switch
    {
        ExecutionState.Completed => ExecutionStatus.Success,
        ExecutionState.RolledBack => ExecutionStatus.RolledBack,
        ExecutionState.Aborted => ExecutionStatus.Aborted,
        _ => ExecutionStatus.Partial,
    };
}
