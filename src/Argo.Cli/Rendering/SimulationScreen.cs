using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Spectre.Console;

namespace Argo.Cli.Rendering;

/// <summary>
/// A dry run as a person sees it before deciding: every step, the diff, the undo, what cannot be undone.
/// </summary>
internal static class SimulationScreen
{
    private const int StepsNamed = 8;

    /// <remarks>
    /// The report's own summary, which the approval signs, frames the table that stands for its steps.
    /// </remarks>
    /// <param name="screen">Where.</param>
    /// <param name="plan">Its plan, for what is to be confirmed; null where it is not to be had.</param>
    /// <param name="report">The dry run.</param>
    /// <param name="stat">Whether to show how much changes in place of the diff.</param>
    public static void Show(
        Screen screen, ExecutionPlanArtifact? plan, DryRunExecutionReport report, bool stat)
    {
        var paragraphs = report.Summary.TrimEnd().Split("\n\n");
        Paragraph(screen, paragraphs[0], TextStyle.Strong);
        screen.Line();
        if (!RiskiestFirst(report).SequenceEqual(report.StepsSimulated))
            screen.Line("The riskiest steps are shown first; they run in the order of their numbers.");
        screen.Table(Steps(screen, report));
        Notes(screen, plan, report);
        Failures(screen, report);
        DiffScreen.Show(screen, report.Diff, stat);
        screen.Line();
        if (paragraphs.Length > 1)
            Paragraph(screen, paragraphs[^1], TextStyle.Plain);
        screen.Line($"{Verdict(report)} Nothing has been changed.", StyleOf(report.SimulationStatus));
    }

    private static string Verdict(DryRunExecutionReport report) =>
        report.ExecutionFeasible
            ? "SUCCESS: every step can run."
            : $"{Word.Loud(report.SimulationStatus)}: the plan may not run.";

    /// <summary>What the simulation came to.</summary>
    public static string Sentence(DryRunExecutionReport report) => report.SimulationStatus switch
    {
        SimulationStatus.Success =>
            $"{Words.Count(report.StepsSimulated.Length, "step")} can run; "
            + $"{Words.Count(report.TotalPredictedChanges, "path")} would change; "
            + $"the highest risk is {Word.Of(report.HighestRiskDetected)}.",
        SimulationStatus.Blocked => $"BLOCKED: {Reason(report)}",
        _ => $"UNSAFE: {Reason(report)}",
    };

    private static void Paragraph(Screen screen, string text, TextStyle first)
    {
        foreach (var (index, line) in Visible.Lines(text).Index())
            screen.Line(
                line,
                index == 0
                    ? first
                    : line.StartsWith("IRREVERSIBLE", StringComparison.Ordinal) ? TextStyle.Bad
                    : TextStyle.Plain);
    }

    /// <summary>What cannot be undone or done, then by falling risk, then in the plan's order.</summary>
    private static IEnumerable<SimulatedStep> RiskiestFirst(DryRunExecutionReport report) =>
        report.StepsSimulated
            .OrderByDescending(step => report.StepsWithIrreversibleActions.Contains(step.StepId))
            .ThenByDescending(step => !step.CanSimulate || step.PreconditionStatus != PreconditionStatus.Met)
            .ThenByDescending(step => step.RiskLevel);

    private static void Notes(Screen screen, ExecutionPlanArtifact? plan, DryRunExecutionReport report)
    {
        var planned = plan?.Steps.ToDictionary(step => step.StepId) ?? [];
        foreach (var step in RiskiestFirst(report))
        {
            foreach (var warning in step.CanFail.Except(CommonFailures.All))
                screen.Line($"Step {step.StepId}, note: {Visible.Line(warning)}", TextStyle.Warning);
            if (planned.GetValueOrDefault(step.StepId)?.RequiredConfirmations is { IsEmpty: false } wanted)
                screen.Line(
                    $"Step {step.StepId}, to be confirmed: {Visible.Line(string.Join(", ", wanted))}");
        }
    }

    /// <summary>What can fail in many steps is said once.</summary>
    private static void Failures(Screen screen, DryRunExecutionReport report)
    {
        foreach (var failure in CommonFailures.All)
        {
            var steps = report.StepsSimulated.Where(step => step.CanFail.Contains(failure)).ToArray();
            if (steps.Length > 0)
                screen.Line($"Can still fail: {failure} ({Which(steps)})", TextStyle.Faint);
        }
    }

    private static string Which(SimulatedStep[] steps) => steps.Length <= StepsNamed
        ? $"step {string.Join(", ", steps.Select(step => step.StepId))}"
        : Words.Count(steps.Length, "step");

    private static string Reason(DryRunExecutionReport report) =>
        Visible.Line(report.BlockingReason ?? "no reason was given.").TrimEnd('.') + ".";

    private static TextStyle StyleOf(SimulationStatus status) => status switch
    {
        SimulationStatus.Success => TextStyle.Good,
        SimulationStatus.Blocked => TextStyle.Warning,
        _ => TextStyle.Bad,
    };

    /// <summary>A row a step: what it does, what changes, whether it can be undone.</summary>
    public static Table Steps(Screen screen, DryRunExecutionReport report)
    {
        var table = Tables.New(screen, framed: true, "#step", "action", "target", "change", "risk", "undo");
        foreach (var step in RiskiestFirst(report))
        {
            table.AddRow(
                Tables.Cell($"{step.StepId}"),
                Tables.Cell(step.ActionType.Name),
                Tables.Cell(step.Target, TextStyle.Strong),
                Change(step),
                Tables.Cell(Word.Of(step.RiskLevel), Words.StyleOf(step.RiskLevel)),
                Undo(step, report));
        }

        return table;
    }

    private static Text Change(SimulatedStep step) => step switch
    {
        { CanSimulate: false } => Tables.Cell($"blocked: {step.SimulationBlockedReason}", TextStyle.Bad),
        { PreconditionStatus: not PreconditionStatus.Met } =>
            Tables.Cell($"{Word.Of(step.PreconditionStatus)}: {step.PreconditionDetails}", TextStyle.Bad),
        { PredictedStateChange: "" } => Tables.Cell("no change", TextStyle.Faint),
        _ => Tables.Cell(step.PredictedStateChange),
    };

    private static Text Undo(SimulatedStep step, DryRunExecutionReport report)
    {
        if (report.StepsWithIrreversibleActions.Contains(step.StepId))
            return Tables.Cell("NONE", TextStyle.Bad);
        if (step.AffectedResources.IsEmpty)
            return Tables.Cell("-", TextStyle.Faint);
        return step is { RollbackExists: true, RollbackCoherent: true, RollbackFeasible: true }
            ? Tables.Cell("yes", TextStyle.Good)
            : Tables.Cell($"no: {step.RollbackProcedure}", TextStyle.Bad);
    }
}
