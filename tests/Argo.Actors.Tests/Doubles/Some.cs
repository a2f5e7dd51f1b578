using System.Collections.Immutable;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Security;
using Argo.Artifacts.Undo;

namespace Argo.Actors.Tests.Doubles;

/// <summary>Values that a test does not care about.</summary>
internal static class Some
{
    public const string Root = "/ws";

    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly FileIdentity Identity = new(1, 1, 1, 1, 1);

    public static PlanStep WriteStep(int id, string? target = null) => new()
    {
        StepId = id,
        ActionType = ActionType.Write,
        Operation = "write_file",
        Target = target ?? $"file-{id}.txt",
        Parameters = new StepParameters { Content = "new" },
    };

    public static ExecutionPlanArtifact Plan(params int[] steps) => new()
    {
        PlanId = "plan-1",
        IntentId = "intent-1",
        TranscriptionId = "transcription-1",
        Steps = [.. steps.Select(id => WriteStep(id))],
        CreatedAt = Noon,
    };

    public static DryRunExecutionReport ReportOf(
        ExecutionPlanArtifact plan, SimulationStatus status = SimulationStatus.Success)
    {
        var report = new DryRunExecutionReport
        {
            ReportId = "report-1",
            ExecutionPlanId = plan.PlanId,
            PlanDigest = ArtifactDigest.Of(plan),
            IntentId = plan.IntentId,
            TranscriptionId = plan.TranscriptionId,
            SimulationStatus = status,
            BlockingReason = status is SimulationStatus.Success ? null : "step 1 says no",
            WorkspaceRoot = Root,
            CreatedAt = Noon,
        };
        return report with { ReportDigest = ArtifactDigest.Of(report) };
    }

    public static ApprovalArtifact ApprovalOf(DryRunExecutionReport report) => new()
    {
        ApprovalId = "approval-1",
        ReportId = report.ReportId,
        ReportDigest = report.ReportDigest,
        PlanId = report.ExecutionPlanId,
        Approver = "ada",
        ApprovedAt = Noon,
        ExpiresAt = Noon.AddMinutes(15),
    };

    public static ExecutionRequest Approved(params int[] steps) => Approved(Plan(steps));

    public static ExecutionRequest Approved(ExecutionPlanArtifact plan)
    {
        var report = ReportOf(plan);
        return new ExecutionRequest
        {
            ExecutionId = new ExecutionId("exec-1"),
            Plan = plan,
            Report = report,
            Approval = ApprovalOf(report),
            Workspace = "ws",
            WorkspaceRoot = Root,
        };
    }

    public static UndoPlan UndoPlan(params int[] steps) => new()
    {
        Workspace = "ws",
        WorkspaceRoot = Root,
        RootIdentity = Identity,
        FileSystemClass = FileSystemClass.Exchange,
        Rows = [.. steps.Select((step, swap) => Row(step, swap))],
    };

    public static UndoRow Row(int step, int swap) => new()
    {
        StepId = step, Swap = swap, Kind = SwapKind.Create, Path = $"file-{step}.txt", After = Identity,
    };

    public static RollbackConflict Conflict(string path) => new()
    {
        StepId = 1, Swap = 0, Path = path, Expected = "ours", Found = "theirs", KeptAt = ".argo/x/exec-1/0",
        CanKeepMine = true, Advice = "decide",
    };

    public static SecurityReading Secure => new(SecurityState.Secure, BoundaryState.Nominal);
}
