using System.Globalization;
using System.Text;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Artifacts.Security;
using Argo.Workspaces.Interpretation;

namespace Argo.Workspaces.Simulation;

/// <summary>The text that a person reads before approving; it is part of the report's digest.</summary>
internal static class SummaryText
{
    /// <summary>
    /// Status, then each step with its risk, change and undo, then what the whole comes to.
    /// </summary>
    public static string Of(ExecutionPlanArtifact plan, DryRunExecutionReport report)
    {
        var text = new StringBuilder();
        Head(text, plan, report);
        for (var index = 0; index < plan.Steps.Length; index++)
            Step(text, plan.Steps[index], report.StepsSimulated[index]);
        Foot(text, plan, report);
        return text.ToString();
    }

    private static void Head(StringBuilder text, ExecutionPlanArtifact plan, DryRunExecutionReport report)
    {
        Line(text, "DRY-RUN EXECUTION REPORT");
        Line(text, $"Plan: {Shown(plan.PlanId)}");
        Line(text, $"Status: {Upper(report.SimulationStatus)}");
        if (plan.IntentText is { Length: > 0 } intent)
            Line(text, $"Intent: {Shown(intent)}");
        var workspace = report.Workspace ?? "(unnamed)";
        Line(text, $"Workspace: {Shown(workspace)}, {Shown(report.WorkspaceRoot ?? "")}");
        if (report.BlockingReason is { } reason)
            Line(text, $"Why: {Why(report, reason)}");
        Line(text, "");
    }

    /// <summary>What blocks a step stands once, with the step.</summary>
    private static string Why(DryRunExecutionReport report, string reason)
    {
        var blocked = report.StepsSimulated.Where(IsBlocked).Select(step => step.StepId).ToList();
        return blocked.Count > 0
            ? $"step {string.Join(", ", blocked)} cannot be done, as said below"
            : reason;
    }

    private static bool IsBlocked(SimulatedStep step) =>
        !step.CanSimulate || step.PreconditionStatus != PreconditionStatus.Met;

    private static void Step(StringBuilder text, PlanStep planned, SimulatedStep step)
    {
        Line(text, $"Step {step.StepId}: {Shown(step.ActionType.Name)} {StepWording.Quote(step.Target)} "
            + $"[{Lower(step.RiskLevel)}]");
        if (IsBlocked(step))
            Line(text, $"  cannot be done: {step.SimulationBlockedReason ?? step.PreconditionDetails}");
        else if (step.AffectedResources.Length == 0)
            Line(text, $"  changes nothing: {step.PreconditionDetails}");
        else
            Change(text, step);
        if (planned.RollbackProcedure is { Length: > 0 } procedure && step.AffectedResources.Length > 0)
            Line(text, $"  the plan on its undo: {Shown(procedure)}");
        if (planned.RequiredConfirmations.Length > 0)
            Line(text, $"  to be confirmed: {Shown(string.Join(", ", planned.RequiredConfirmations))}");
    }

    private static void Change(StringBuilder text, SimulatedStep step)
    {
        Line(text, $"  {step.PredictedStateChange}");
        Line(text, $"  undo: {step.RollbackProcedure}");
        Line(text, $"  can fail: {string.Join("; ", step.CanFail)}");
    }

    private static void Foot(StringBuilder text, ExecutionPlanArtifact plan, DryRunExecutionReport report)
    {
        Line(text, "");
        Line(text, $"Changes: {StepWording.Count(report.TotalPredictedChanges, "path", "paths")}. "
            + $"Highest risk: {Lower(report.HighestRiskDetected)}.");
        Line(text, $"Undo: {report.RollbackSummary}");
        Line(text, $"If a step fails: {OnFailureWords(plan.OnFailure)}");
        var irreversible = string.Join(", ", report.StepsWithIrreversibleActions);
        Line(text, irreversible.Length == 0
            ? "Irreversible steps: none."
            : $"IRREVERSIBLE: step {irreversible}; the approval must name each.");
    }

    private static string OnFailureWords(OnFailure choice) => choice switch
    {
        OnFailure.Stop => "it is undone, the steps before it stay, and nothing further is done.",
        OnFailure.Continue => "it is undone, and the steps after it go on.",
        _ => "every step is undone.",
    };

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Shown(string text) => VisibleText.Escape(text);

    private static string Upper(SimulationStatus status) =>
        status.ToString().ToUpper(CultureInfo.InvariantCulture);

    private static string Lower(SafetyLevel level) => level switch
    {
        SafetyLevel.Safe => "safe",
        SafetyLevel.Cautious => "cautious",
        SafetyLevel.Risky => "risky",
        _ => "critical",
    };
}
