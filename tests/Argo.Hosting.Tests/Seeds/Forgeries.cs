using System.Collections.Immutable;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;

namespace Argo.Hosting.Tests.Seeds;

/// <summary>One forgery of every member of a report, each of which the reader takes for a report.</summary>
internal static class Forgeries
{
    public static ImmutableSortedDictionary<string, Func<DryRunExecutionReport, DryRunExecutionReport>> All
    {
        get;
    } = new Dictionary<string, Func<DryRunExecutionReport, DryRunExecutionReport>>
    {
        ["report_id"] = report => report with { ReportId = "report-of-nobody" },
        ["execution_plan_id"] = report => report with { ExecutionPlanId = "plan-2" },
        ["plan_digest"] = report => report with { PlanDigest = new('0', 64) },
        ["intent_id"] = report => report with { IntentId = "intent-2" },
        ["transcription_id"] = report => report with { TranscriptionId = null },
        ["workspace"] = report => report with { Workspace = "elsewhere" },
        ["workspace_root"] = report => report with { WorkspaceRoot = null },
        ["workspace_identity"] = report => report with { WorkspaceIdentity = null },
        ["simulation_status"] = report => report with
        {
            SimulationStatus = report.SimulationStatus is SimulationStatus.Success
                ? SimulationStatus.Unsafe : SimulationStatus.Success,
        },
        ["all_steps_safe"] = report => report with { AllStepsSafe = !report.AllStepsSafe },
        ["user_confirmed"] = report => report with { UserConfirmed = true },
        ["user_approved_execution"] = report => report with { UserApprovedExecution = true },
        ["blocking_reason"] = report => report with { BlockingReason = "none" },
        ["steps_simulated"] = report => report with { StepsSimulated = [report.StepsSimulated[0]] },
        ["highest_risk_detected"] = report => report with { HighestRiskDetected = SafetyLevel.Safe },
        ["total_predicted_changes"] = report => report with { TotalPredictedChanges = 1 },
        ["steps_with_irreversible_actions"] = report => report with
        {
            StepsWithIrreversibleActions = report.StepsWithIrreversibleActions.IsEmpty ? [1] : [],
        },
        ["all_rollbacks_exist"] = report => report with { AllRollbacksExist = !report.AllRollbacksExist },
        ["all_rollbacks_coherent"] = report =>
            report with { AllRollbacksCoherent = !report.AllRollbacksCoherent },
        ["all_rollbacks_feasible"] = report =>
            report with { AllRollbacksFeasible = !report.AllRollbacksFeasible },
        ["rollback_summary"] = report => report with { RollbackSummary = "Everything can be undone." },
        ["witness"] = report => report with { Witness = [] },
        ["pinned_content"] = report => report with
        {
            PinnedContent = report.PinnedContent.Add("b.bin", new('b', 64)),
        },
        ["diff"] = report => report with { Diff = "" },
        ["summary"] = report => report with { Summary = "One file is read." },
        ["simulation_duration_ms"] = report => report with { SimulationDurationMs = -1 },
        ["created_at"] = report => report with { CreatedAt = report.CreatedAt.AddTicks(1) },
        ["report_digest"] = report => report with { ReportDigest = new('0', 64) },
        ["signature"] = report => report with { Signature = "" },
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
